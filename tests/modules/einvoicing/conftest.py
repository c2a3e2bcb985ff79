"""Electronic invoices as tests meet them: a customer that can be addressed, and what a file says."""

from typing import Any

import pytest

from modules.einvoicing.rules.model import EInvoice
from modules.einvoicing.ubl import read
from tests.facade import Erp
from tests.modules.accounting.conftest import Books
from tests.modules.einvoicing.schematron import REFERENCE, failed

FAMILY = {"NON_REGISTERED": "nontax", "SELF_BILLING": "selfbilling"}


class Post:
    """Somebody who sends and receives electronic invoices in April 2026."""

    def __init__(self, erp: Erp) -> None:
        self.erp, self.books = erp, Books(erp)

    def customer(self, **terms: Any) -> str:
        """A customer with a corporate number and an address."""
        given = {"corporate_number": "8999900000100", "t_number": "T8999900000100"} | terms
        customer = self.books.customer("株式会社あおば食品館", **given)
        self.erp.add_party_address(
            party=customer, kind="BILLING", postal_code="980-0000", prefecture="宮城県", city="仙台市青葉区",
            street="若葉通2-4-6",
        )  # fmt: skip
        return str(customer)

    def export(self, invoice: str, **given: Any) -> tuple[dict[str, Any], EInvoice, bytes]:
        """The file of an invoice: its row, what it says, and its bytes, which pass all official rules."""
        row = self.erp.export_e_invoice("id kind state number file { id name }", invoice=invoice, **given)
        content = self.erp.fetch(row["file"]["id"]).content
        if REFERENCE.is_dir():
            assert failed(content, FAMILY.get(row["kind"], "billing")) == []
        return row, read(content).document, content

    def take_in(self, content: bytes, selection: str = "id", **given: Any) -> Any:
        """A file that came by post."""
        file = self.erp.upload("invoice.xml", content)
        return self.erp.import_e_invoice(selection, file=file, **given)


@pytest.fixture
def post(erp: Erp) -> Post:
    """The yen company's post office."""
    return Post(erp)
