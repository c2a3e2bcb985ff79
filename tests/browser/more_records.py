"""What the demo company does not start with, so that every page of the house has something to show."""

from pathlib import Path

from tests.browser.serving import Served
from tests.facade import Erp
from tests.sync.folders import a_folder, take_over

ORDERS = """{ shipments(first: 1, kind: [SHIPMENT]) { nodes { id lines { demand } } }
    receipts(first: 1) { nodes { customer { id } } }
    journalEntries(first: 1) { nodes { id } }
    stockOnHand { productId }
    quotations(first: 1, state: [DRAFT]) { nodes { id } } }"""

ACCOUNTS = "{ accounts(first: 2) { nodes { id } } }"
SIDES = ("DEBIT", "CREDIT")


def add_missing(served: Served, folder: Path) -> None:
    """A return with its credit note, an adjustment, money nobody can place, an import, a token, a draft."""
    erp = served.erp
    known = erp.query(ORDERS)
    shipment = known["shipments"]["nodes"][0]
    lines = [{"line": shipment["lines"][0]["demand"], "quantity": "1"}]
    erp.return_shipment(shipment=shipment["id"], reason="箱つぶれ", lines=lines)
    product = known["stockOnHand"][0]["productId"]
    erp.adjust_stock(reason="COUNTED", note="棚卸", lines=[{"product": product, "change": "-1"}])
    erp.print_labels(labels=[{"product": product, "copies": 2}])
    customer = known["receipts"]["nodes"][0]["customer"]["id"]
    erp.record_receipt(customer=customer, received_on="2026-04-01", amount="12345", memo="名義不明")
    erp.decline_quotation(quotation=known["quotations"]["nodes"][0]["id"], reason="価格")
    erp.create_token(name="集計用")
    # The demo itself has no draft: it would keep the month from being closed.
    accounts = [node["id"] for node in erp.query(ACCOUNTS)["accounts"]["nodes"]]
    sides = [{"account": at, "side": side, "amount": "500"} for at, side in zip(accounts, SIDES, strict=True)]
    erp.draft_entry(on="2026-04-01", description="立替の整理", lines=sides)
    add_foreign(erp, accounts[0])
    erp.register_identity_provider(
        code="corp", name="社内ログイン", issuer="https://login.example.jp", client_id="erp"
    )
    take_over(erp, a_folder(folder))
    erp.deliver_events()


def add_foreign(erp: Erp, account: str) -> None:
    """An invoice in dollars, its value at the end of a period, and what a supplier was told in writing."""
    found = erp.query("{ parties(first: 1, isSupplier: true) { nodes { id } } }")
    supplier = found["parties"]["nodes"][0]["id"]
    codes = erp.query("{ taxCodes(first: 50) { nodes { id code } } }")["taxCodes"]["nodes"]
    (outside,) = [each["id"] for each in codes if each["code"] == "O"]
    line = {"account": account, "amount": "1200.50", "tax_code": outside, "description": "輸入資材"}
    words = {"supplier": supplier, "invoiced_on": "2026-04-01", "supplier_number": "US-1", "lines": [line]}
    erp.post_supplier_invoice(invoice=erp.draft_supplier_invoice(currency="USD", **words))
    erp.value_foreign_items(on="2026-04-02")
    erp.give_written_terms(
        supplier=supplier, ordered_on="2026-04-01", content="部品の加工", deliver_on="2026-04-20",
        deliver_to="本社倉庫", amount="100000", pay_on="2026-05-29", given_on="2026-04-01",
    )  # fmt: skip
