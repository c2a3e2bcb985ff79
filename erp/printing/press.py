"""The press: a process of its own that turns one job after another into a PDF.

It reads jobs from its input and ends with it, so it never outlives the process that started it; it also ends
after a while without work, and after many jobs, so that memory stays flat.
"""

import hashlib
import json
import select
import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any, BinaryIO

import typst

from erp.printing.frames import read_frame, write_frame
from erp.printing.templates import ROOT, all_templates, font_folder

IDLE_S = 120
MOST_JOBS = 1000
# PDFs of the same data are the same bytes, so the day of their making is not that of the clock.
EPOCH = 946_684_800


class Press:
    """A folder that holds the templates and nothing else, and a compiler that sees only that folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._seen: dict[Path, int] = {}
        fonts = typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=[font_folder()]
        )
        (folder / "packages").mkdir()
        packages = str(folder / "packages")
        self._compiler = typst.Compiler(
            root=str(folder), font_paths=fonts, package_path=packages, package_cache_path=packages
        )

    def print(self, job: dict[str, Any], images: dict[str, bytes]) -> bytes:
        """One job; raises whatever the compiler has to say."""
        self._copy_templates()
        data = job["data"] | {"images": {name: self._keep(image) for name, image in images.items()}}
        printed = self._compiler.compile(
            input=str(self.folder / job["template"]),
            format="pdf",
            sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
            pdf_standards=[job["standard"]] if job["standard"] else [],
            timestamp=job["timestamp"] if job["timestamp"] is not None else EPOCH,
        )
        assert isinstance(printed, bytes)
        return printed

    def _copy_templates(self) -> None:
        for path in all_templates():
            changed = path.stat().st_mtime_ns
            if self._seen.get(path) != changed:
                to = self.folder / path.relative_to(ROOT)
                to.parent.mkdir(parents=True, exist_ok=True)
                shutil.copyfile(path, to)
                self._seen[path] = changed

    def _keep(self, image: bytes) -> str:
        name = f"image-{hashlib.sha256(image).hexdigest()}"
        if not (self.folder / name).exists():
            (self.folder / name).write_bytes(image)
        return f"/{name}"


def serve(jobs: BinaryIO, results: BinaryIO, idle_s: float = IDLE_S) -> None:
    """Print until nobody asks any more. A result is `ok` or `no`, then the PDF or what was wrong."""
    with tempfile.TemporaryDirectory(prefix="erp-press-") as folder:
        press = Press(Path(folder))
        for _ in range(MOST_JOBS):
            if not select.select([jobs], [], [], idle_s)[0]:
                return
            frame = read_frame(jobs)
            if frame is None:
                return
            job = json.loads(frame)
            images = {name: read_frame(jobs) or b"" for name in job["images"]}
            try:
                printed = press.print(job, images)
            except Exception as error:  # whatever is wrong is told to whoever asked
                write_frame(results, b"no", f"{type(error).__name__}: {error}".encode())
            else:
                write_frame(results, b"ok", printed)


if __name__ == "__main__":
    serve(sys.stdin.buffer, sys.stdout.buffer)
