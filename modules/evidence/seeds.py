"""A few papers to try things on: what suppliers sent, and receipts for expenses entered by hand but one."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.media import PDF
from modules import accounting
from modules.evidence.keeping import READ, Came, Described, write_evidence, write_link
from modules.evidence.missing import MISSING
from modules.evidence.states import EvidenceChannel, EvidenceDirection, EvidenceKind

SUPPLIERS = "SELECT id, name FROM masterdata.party WHERE is_supplier AND is_active ORDER BY number LIMIT 3"
PAPERS = (
    (EvidenceKind.CONTRACT, EvidenceChannel.UPLOAD, 70, None, "取引基本契約書"),
    (EvidenceKind.QUOTATION, EvidenceChannel.MAIL, 24, Decimal(184800), "見積 秋の仕入分"),
    (EvidenceKind.DELIVERY_NOTE, EvidenceChannel.PAPER_SCAN, 12, Decimal(92400), "納品書"),
)


EXPENSES = (
    ("6210", "大和交通 タクシー代", 4620, 26),
    ("6240", "喫茶みどり 打合せ", 1980, 17),
    ("6270", "ホームセンター緑 梱包材", 8140, 9),
)


async def seed_demo(act: Act) -> None:
    """Papers of three suppliers, small expenses entered by hand, and receipts for all but the last."""
    await _expenses(act)
    suppliers = await act.tx.rows(SUPPLIERS)
    for at, (row, (kind, channel, days, amount, note)) in enumerate(zip(suppliers, PAPERS, strict=False), 1):
        on = act.today - timedelta(days=days)
        words = Described(
            kind, on, amount, act.currency if amount else None, row["id"], row["name"], f"D-{at:03}", note
        )
        await _paper(act, words, channel, on)
    sql = MISSING.replace(":company", "$1")
    entries = await act.tx.rows(f'SELECT * FROM ({sql}) AS m ORDER BY m."on", m.number', act.company)
    for entry in [each for each in entries if each["kind"] == "journal_entry"][:-1]:
        words = Described(
            EvidenceKind.RECEIPT,
            entry["on"],
            entry["amount"],
            act.currency,
            None,
            entry["title"].split()[0][:40],
        )
        evidence = await _paper(act, words, EvidenceChannel.PAPER_SCAN, entry["on"])
        await write_link(act, evidence, entry["id"])


async def _expenses(act: Act) -> None:
    rows = await act.tx.rows("SELECT code, id FROM masterdata.account WHERE is_active")
    known = {row["code"]: row["id"] for row in rows}
    for code, description, amount, days in EXPENSES:
        if code in known and "1110" in known:
            lines = [
                accounting.debit(known[code], Decimal(amount), act.currency),
                accounting.credit(known["1110"], Decimal(amount), act.currency),
            ]
            on = act.today - timedelta(days=days)
            await accounting.post_entry(act=act, on=on, description=description, lines=lines)


async def _paper(act: Act, words: Described, channel: EvidenceChannel, on: date) -> UUID:
    facts: list[Any] = [words.kind.value.replace("_", " "), words.transacted_on, words.amount or ""]
    content = a_pdf([str(each) for each in facts if each] + [words.document_number or ""])
    name = f"{words.transacted_on}_{words.kind.value.lower()}.pdf"
    file = await files.keep(act, content, name=name, media_type=PDF, permission=READ)
    received = min(on + timedelta(days=2), act.today)
    came = Came(EvidenceDirection.RECEIVED, channel, received, act.actor, f"file:{file}")
    return await write_evidence(act, file, words, came)


def a_pdf(lines: list[str]) -> bytes:
    """A page with a few plain lines, small and whole.

    >>> a_pdf(["RECEIPT"])[:8], a_pdf(["RECEIPT"])[-6:]
    (b'%PDF-1.4', b'%%EOF\\n')
    """
    drawn = " ".join(f"({line}) Tj 0 -24 Td" for line in lines)
    stream = f"BT /F1 16 Tf 72 760 Td {drawn} ET"
    parts = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        " /Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    text, places = "%PDF-1.4\n", []
    for number, part in enumerate(parts, 1):
        places.append(len(text))
        text += f"{number} 0 obj\n{part}\nendobj\n"
    start = len(text)
    text += f"xref\n0 {len(parts) + 1}\n0000000000 65535 f \n"
    text += "".join(f"{place:010} 00000 n \n" for place in places)
    text += f"trailer\n<< /Size {len(parts) + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    return text.encode("ascii")
