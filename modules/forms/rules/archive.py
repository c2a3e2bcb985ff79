"""A file of records alone, or packed with the files that it names.

>>> opened(b"title")
(b'title', {})
>>> opened(b"PK\\x03\\x04 and then nothing") is None
True
"""

import io
import zipfile

MOST_FILES, LARGEST = 500, 50 * 1024 * 1024


def opened(content: bytes) -> tuple[bytes, dict[str, bytes]] | None:
    """The CSV, and the files beside it by their names; nothing where it cannot be read or is too much."""
    if not content.startswith(b"PK\x03\x04"):
        return content, {}
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            inside = [each for each in packed.infolist() if not each.is_dir()]
            if len(inside) > MOST_FILES or sum(each.file_size for each in inside) > LARGEST:
                return None
            found = {each.filename.rpartition("/")[2]: packed.read(each) for each in inside}
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        return None
    sheets = [name for name in found if name.lower().endswith(".csv")]
    if len(sheets) != 1 or len(found) != len(inside):
        return None
    return found.pop(sheets[0]), found
