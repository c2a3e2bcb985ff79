"""A bundle for an inspection: the files as they came, a list of them, and a checksum for each.

It is written as it is read, so memory does not grow with it; the list lies in a file of its own meanwhile.
"""

import asyncio
import csv
import hashlib
import io
import json
import tempfile
import zipfile
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from typing import IO, Any, cast
from uuid import UUID

from erp.kernel.contents import ContentLost, Incoming, store
from erp.kernel.database import Database
from erp.kernel.digits import wire
from erp.kernel.files import pieces_of
from erp.kernel.integrity import CHANGED, MISSING, Progress
from erp.kernel.labels import label
from modules.evidence.matching import where
from modules.evidence.states import IndexEncoding

AT_ONCE = 50
MOST_TOLD = 20
PACKED = {"application/xml", "text/plain", "text/csv"}
FORMULA = ("=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠")
HEADS = (
    *("番号", "状態", "種類", "区分", "経路", "取引年月日", "取引金額(税込)", "通貨", "取引先番号", "取引先"),
    *(
        "書類番号",
        "受領日",
        "登録日時",
        "登録者",
        "摘要",
        "関連伝票",
        "元のファイル名",
        "ファイル",
        "SHA-256",
    ),
    *("照合", "差替元", "差替理由"),
)
TYPES = {
    "state": "EvidenceState",
    "kind": "EvidenceKind",
    "direction": "EvidenceDirection",
    "channel": "EvidenceChannel",
}
ROWS = """
    SELECT e.number, e.state, e.kind, e.direction, e.channel, e.transacted_on, e.amount, e.currency,
           p.number AS party_number, e.party_name, e.document_number, e.received_on,
           to_char(e.recorded_at AT TIME ZONE c.timezone, 'YYYY-MM-DD HH24:MI:SS') AS recorded_at,
           u.name AS received_by, e.note, f.name, f.sha256, f.media_type, s.number AS supersedes,
           e.supersede_reason,
           (SELECT string_agg(d.number, ' ' ORDER BY d.number) FROM evidence.evidence_link l
              JOIN kernel.document d ON d.id = l.document
             WHERE l.evidence = e.id AND l.undoes IS NULL
               AND NOT EXISTS (SELECT FROM evidence.evidence_link b WHERE b.undoes = l.id)) AS documents
    FROM evidence.evidence e
    JOIN masterdata.company c ON c.id = e.company
    JOIN kernel.stored_file f ON f.id = e.file
    LEFT JOIN masterdata.party p ON p.id = e.party
    LEFT JOIN access.app_user u ON u.id = e.received_by
    LEFT JOIN evidence.evidence s ON s.id = e.supersedes
    WHERE {where} AND e.number > ${last} ORDER BY e.number LIMIT {limit}
"""


class _Into:
    """A stream that only grows, as a zip archive may be written into."""

    def __init__(self, incoming: Incoming) -> None:
        self.incoming = incoming

    def write(self, piece: bytes) -> int:
        self.incoming.write(bytes(piece))
        return len(piece)

    def flush(self) -> None:
        """Nothing waits here."""


@dataclass
class Made:
    """What became of it: the content on its way in, and what could not be written as it should be."""

    incoming: Incoming
    unwritable: list[str] = field(default_factory=list)
    unsound: list[str] = field(default_factory=list)


async def make_bundle(
    database: Database, company: UUID, conditions: str, encoding: IndexEncoding, progress: Progress
) -> Made:
    """Write the archive; whoever asked takes the content in, or drops it."""
    made = Made(store().incoming())
    try:
        with tempfile.TemporaryFile() as listed, tempfile.TemporaryFile() as sums:
            # The mark tells spreadsheets that this is UTF-8.
            listed.write(b"\xef\xbb\xbf" if encoding is IndexEncoding.UTF8 else b"")
            _line(listed, list(HEADS), encoding, made, "")
            with zipfile.ZipFile(cast(IO[bytes], _Into(made.incoming)), "w") as archive:
                done = 0
                async for row in _rows(database, company, conditions):
                    path = f"files/{row['number']}_{row['name']}"
                    sound = await _add(database, archive, path, row)
                    if sound in (MISSING, CHANGED):
                        made.unsound.append(row["number"])
                    if sound == "OK":
                        sums.write(f"{row['sha256']}  {path}\n".encode())
                    _line(listed, _cells(row, path, sound), encoding, made, row["number"])
                    done += 1
                    if done % AT_ONCE == 0:
                        await progress(done)
                await asyncio.to_thread(_last, archive, listed, sums)
        return made
    except BaseException:
        made.incoming.drop()
        raise


async def _rows(database: Database, company: UUID, conditions: str) -> AsyncIterator[Any]:
    matching = where(json.loads(conditions), company)
    last = ""
    sql = ROWS.format(where=matching.text, last=len(matching.values) + 1, limit=AT_ONCE)
    while rows := await database.rows(sql, *matching.values, last, company=company):
        for row in rows:
            yield row
        last = rows[-1]["number"]


async def _add(database: Database, archive: zipfile.ZipFile, path: str, row: Any) -> str:
    """One file into the archive, hashed again on the way; answers whether it is what it was."""
    if row["state"] == "DESTROYED":
        return ""
    pieces = pieces_of(database, row["sha256"])
    try:
        first = await anext(pieces, b"")
    except ContentLost:
        return MISSING
    digest = hashlib.sha256(first)
    info = zipfile.ZipInfo(path)
    info.compress_type = zipfile.ZIP_DEFLATED if row["media_type"] in PACKED else zipfile.ZIP_STORED
    with archive.open(info, "w", force_zip64=True) as target:
        await asyncio.to_thread(target.write, first)
        async for piece in pieces:
            digest.update(piece)
            await asyncio.to_thread(target.write, piece)
    return "OK" if digest.hexdigest() == row["sha256"] else CHANGED


def _last(archive: zipfile.ZipFile, listed: IO[bytes], sums: IO[bytes]) -> None:
    for name, source in (("index.csv", listed), ("SHA256SUMS", sums)):
        source.seek(0)
        info = zipfile.ZipInfo(name)
        info.compress_type = zipfile.ZIP_DEFLATED
        with archive.open(info, "w") as target:
            while piece := source.read(65536):
                target.write(piece)


def _cells(row: Any, path: str, sound: str) -> list[str]:
    amount = "" if row["amount"] is None else wire(row["amount"])
    found = [row["number"], *(label(f"{kind}.{row[name]}", "ja") for name, kind in TYPES.items())]
    found += [row["transacted_on"].isoformat(), amount, row["currency"] or "", row["party_number"] or ""]
    found += [row["party_name"], row["document_number"] or "", row["received_on"].isoformat()]
    found += [row["recorded_at"], row["received_by"] or "", row["note"] or "", row["documents"] or ""]
    told = {"OK": "一致", MISSING: "欠落", CHANGED: "不一致"}.get(sound, "廃棄済")
    found += [row["name"], path if sound == "OK" else "", row["sha256"], told]
    found += [row["supersedes"] or "", row["supersede_reason"] or ""]
    return [f"'{cell}" if cell.startswith(FORMULA) else cell for cell in found]


def _line(into: IO[bytes], cells: list[str], encoding: IndexEncoding, made: Made, number: str) -> None:
    written = io.StringIO()
    csv.writer(written, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerow(cells)
    text = written.getvalue()
    if encoding is IndexEncoding.UTF8:
        into.write(text.encode())
        return
    kept = "".join(letter if _has(letter) else "〓" for letter in text)
    if kept != text and len(made.unwritable) < MOST_TOLD:
        strange = "".join(dict.fromkeys(letter for letter in text if not _has(letter)))
        made.unwritable.append(f"{number} {strange}")
    into.write(kept.encode("cp932"))


def _has(letter: str) -> bool:
    try:
        letter.encode("cp932")
    except UnicodeEncodeError:
        return False
    return True
