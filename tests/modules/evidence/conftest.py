"""Evidence as tests meet it: small papers, kept in one line."""

from typing import Any

import pytest

from modules.evidence.seeds import a_pdf as one_page
from tests.facade import Erp


def a_pdf(text: str = "paper") -> bytes:
    """A PDF of its own for each text."""
    return one_page([]) + b"% " + text.encode() + b"\n"


class Papers:
    """Somebody who keeps the papers of the yen company in April 2026."""

    def __init__(self, erp: Erp) -> None:
        self.erp = erp
        self.turn = 0

    def keep(self, selection: str = "id", *, content: bytes | None = None, **given: Any) -> Any:
        """A supplier's invoice of the first of April over 11,000 yen, unless said otherwise."""
        self.turn += 1
        file = self.erp.upload(f"paper-{self.turn}.pdf", content or a_pdf(f"paper {self.turn}"))
        values = {"kind": "SUPPLIER_INVOICE", "transacted_on": "2026-04-01", "amount": "11000"}
        values |= {"party_name": "株式会社ミズホ製茶", "file": file}
        return self.erp.keep_evidence(selection, **values | given)

    def entry(self, amount: str = "11000", account: str = "6310") -> str:
        """An expense that somebody posted by hand."""
        rows = self.erp.sql("SELECT code, id FROM masterdata.account WHERE code IN ('1110', $1)", account)
        known = {row["code"]: str(row["id"]) for row in rows}
        lines = [
            {"account": known[account], "side": "DEBIT", "amount": amount},
            {"account": known["1110"], "side": "CREDIT", "amount": amount},
        ]
        return str(self.erp.post_entry(on="2026-04-01", description="消耗品", lines=lines))


@pytest.fixture
def papers(erp: Erp) -> Papers:
    """The yen company's papers."""
    return Papers(erp)
