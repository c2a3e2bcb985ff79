"""Search by day, amount and partner, in ranges and in every combination, against a plain filter."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from tests.facade import Erp
from tests.modules.evidence.conftest import Papers

ASK = """query($transactedOnFrom: Date, $transactedOnTo: Date, $amountFrom: Money, $amountTo: Money,
    $party: ID, $kind: [EvidenceKind!], $search: String) {
  evidenceList(first: 100, transactedOnFrom: $transactedOnFrom, transactedOnTo: $transactedOnTo,
    amountFrom: $amountFrom, amountTo: $amountTo, party: $party, kind: $kind, search: $search) {
    totalCount nodes { number transactedOn amount party { id } partyName kind } } }"""
KEYS = ("transactedOnFrom", "transactedOnTo", "amountFrom", "amountTo", "party", "kind")


def fits(row: dict[str, Any], asked: dict[str, Any]) -> bool:
    """What a clerk with a pencil would do."""
    on, amount = date.fromisoformat(row["transactedOn"]), row["amount"]
    if "transactedOnFrom" in asked and on < date.fromisoformat(asked["transactedOnFrom"]):
        return False
    if "transactedOnTo" in asked and on > date.fromisoformat(asked["transactedOnTo"]):
        return False
    if "amountFrom" in asked and (amount is None or Decimal(amount) < Decimal(asked["amountFrom"])):
        return False
    if "amountTo" in asked and (amount is None or Decimal(amount) > Decimal(asked["amountTo"])):
        return False
    if "party" in asked and (row["party"] or {}).get("id") != asked["party"]:
        return False
    return "kind" not in asked or row["kind"] in asked["kind"]


@pytest.fixture
def filled(papers: Papers) -> Iterator[tuple[Erp, list[dict[str, Any]], str]]:
    """Thirty-six papers over two months, three partners and amounts from nothing to much."""
    erp = papers.erp
    parties = [
        erp.register_party(name=name, is_supplier=True, accept_duplicates=True)
        for name in ("ミズホ製茶", "マルサン印刷")
    ]
    amounts = [None, "0", "999", "1000", "1001", "55000"]
    for at in range(36):
        day = date(2026, 2, 20) + timedelta(days=at)
        party = [*parties, None][at % 3]
        named = {"party": party, "party_name": None} if party else {"party_name": "窓口の人"}
        kind = ("SUPPLIER_INVOICE", "RECEIPT")[at // 3 % 2]
        papers.keep(transacted_on=day, amount=amounts[at % 6], kind=kind, **named)
    rows = erp.query(ASK)["evidenceList"]["nodes"]
    assert len(rows) == 36
    yield erp, rows, parties[0]


def test_every_combination_finds_what_a_pencil_finds(filled: tuple[Erp, list[dict[str, Any]], str]) -> None:
    erp, rows, party = filled
    values = ("2026-03-01", "2026-03-15", "1000", "1001", party, ["RECEIPT"])
    found_some = 0
    for given in product((False, True), repeat=len(KEYS)):
        asked = {key: value for key, value, is_given in zip(KEYS, values, given, strict=True) if is_given}
        answer = erp.query(ASK, **asked)["evidenceList"]
        wanted = {row["number"] for row in rows if fits(row, asked)}
        assert {row["number"] for row in answer["nodes"]} == wanted, asked
        assert answer["totalCount"] == len(wanted)
        found_some += bool(wanted)
    assert found_some > 40


def test_words_find_partner_number_and_note_in_any_width(papers: Papers) -> None:
    papers.keep(party_name="ﾐｽﾞﾎ製茶", document_number="INV-77", note="茶葉 4月分")
    for words in ("ミズホ", "ＩＮＶ-77", "茶葉 ミズホ", "ev-2026-000001"):
        found = papers.erp.query(ASK, search=words)["evidenceList"]["totalCount"]
        assert found == 1, words
    assert papers.erp.query(ASK, search="茶葉 別人")["evidenceList"]["totalCount"] == 0


@pytest.mark.parametrize(
    "on, kind, month",
    [
        ("2026-03-31", "SUPPLIER_INVOICE", 4),
        ("2026-04-01", "SUPPLIER_INVOICE", 4),
        ("2026-12-31", "QUOTATION", 4),
        ("2024-02-29", "RECEIPT", 1),
        ("2026-01-01", "ORDER", 3),
    ],
)
def test_the_database_keeps_the_time_of_the_law(papers: Papers, on: str, kind: str, month: int) -> None:
    from modules.evidence.rules.retention import kept_until

    erp = papers.erp
    erp.sql("UPDATE masterdata.company SET fiscal_year_start_month = $1", month)
    years = 7 if kind in ("QUOTATION", "ORDER") else 10
    wanted = kept_until(date.fromisoformat(on), start_month=month, months=2, years=years)
    assert papers.keep("keptUntil", transacted_on=on, kind=kind) == wanted.isoformat()


def test_a_law_that_changes_is_a_row(papers: Papers) -> None:
    papers.erp.sql(
        "INSERT INTO masterdata.statutory_value"
        " (kind, name_ja, name_en, valid_from, value, source, is_active)"
        " SELECT 'EVIDENCE_YEARS_CONTRACT', 'x', 'x', DATE '2026-01-01', 15, 'x', true"
    )
    assert papers.keep("keptUntil", kind="CONTRACT") == "2042-05-31"
    assert papers.keep("keptUntil", kind="CONTRACT", transacted_on="2025-12-31") == "2036-05-31"


def test_the_scan_deadline_counts_months_and_then_working_days(papers: Papers) -> None:
    from modules.evidence.rules.retention import scan_deadline

    erp = papers.erp
    closed = frozenset(
        row["day"]
        for row in erp.sql(
            "SELECT d::date AS day FROM generate_series(DATE '2026-01-01', DATE '2026-12-31', '1 day') d"
            " WHERE NOT masterdata.is_bank_day(d::date)"
        )
    )
    for day in ("2026-01-05", "2026-02-28", "2026-03-31", "2026-07-31"):
        (row,) = erp.sql("SELECT evidence.scan_deadline($1::text::date) AS day", day)
        assert row["day"] == scan_deadline(date.fromisoformat(day), months=2, days=7, closed=closed), day
    (row,) = erp.sql("SELECT evidence.scan_deadline(DATE '2026-02-28') AS day")
    # 28 April, then seven days of work with the holidays from the 29th to the 6th of May between them.
    assert row["day"] == date(2026, 5, 13)
