"""Every page there is, and an address at which it shows something: found by looking, so that a new page is
tried as soon as it is there.
"""

from collections.abc import Iterator

from erp.web import mounting
from tests.browser.serving import Served

PAGES = sorted(mounting.engine().pages)
# Pages that show a record of another name than their own.
RECORDS = {
    "accounting/general_ledger": "masterdata.account",
    "approval/case": "approval_case",
    "approval/credit_limit_change": "credit_limit_change",
    "expenses/claim": "expense_claim",
    "forms/design": "form",
    "forms/design_field": "form_field",
    "forms/import": "form",
    "forms/import_result": "register_import",
    "forms/record": "register_record",
    "forms/record_change": "register_record",
    "forms/record_new": "form",
    "forms/record_renew": "register_record",
    "forms/request_new": "form",
    "accounting/invoice_print": "invoice",
    "accounting/invoice_correct": "invoice",
    "banking/import": "bank_import",
    "banking/line": "statement_line",
    "banking/statement": "bank_statement",
    "billing/closing_bill_print": "closing_bill",
    "accounting/sub_ledger": "masterdata.account",
    "accounting/taxed_lines": "tax_code",
    "einvoicing/einvoice": "e_invoice",
    "expenses/line_change": "expense_claim",
    "hr/person_private": "person",
    "hr/task": "checklist_task",
    "hr/template": "checklist_template",
    "identity/account": "identity.account",
    "identity/licence": "entitlement",
    "identity/order": "wish",
    "identity/person": "holder",
    "identity/plan": "identity_plan",
    "identity/review": "access_review",
    "identity/system": "identity.system",
    "inventory/scan_count": "stock_count",
    "masterdata/account": "masterdata.account",
    "payables/supplier": "party",
    "sync/attempt": "call_attempt",
    "sync/run": "sync_run",
    "system/user": "app_user",
}
# Documents whose page changes with their state: how to ask for them, and what tells two of them apart.
VARIETY = {
    "sales_order": "salesOrders(first: 100) { nodes { id state shipped billed } }",
    "quotation": "quotations(first: 100) { nodes { id state } }",
    "shipment": "shipments(first: 100) { nodes { id kind } }",
    "invoice": "invoices(first: 100) { nodes { id kind state } }",
    "journal_entry": "journalEntries(first: 100) { nodes { id cause { kind } } }",
}
TABLE = "SELECT table_schema FROM information_schema.tables WHERE table_name = $1"
COLUMNS = "SELECT column_name FROM information_schema.columns WHERE table_schema = $1 AND table_name = $2"
QUESTIONS = {
    "search": "?text=茶",
    "accounting/receipt_new": "?customer={customer}&amount=5000",
    "forms/records": "?form=contracts",
    "forms/export": "?form=contracts",
    "forms/requests": "?form=ringi",
    "inventory/scan": "?code=M-0418",
    "inventory/scan_receive": "?code=M-0418",
}


def addresses(served: Served, name: str) -> Iterator[str]:
    """Where to look at a page: once, or once for each kind of record that it shows."""
    page = mounting.engine().pages[name]
    if "id" not in page.variables:
        yield page.path + QUESTIONS.get(name, "").format(customer=customer(served))
        return
    kind = name.rpartition("/")[2]
    kind = RECORDS.get(name, kind.removesuffix("_change"))
    if name == "inventory/stock_moves":
        yield page.path
        return
    for record in records(served, kind, all_of="_change" not in name):
        yield f"{page.path}?id={record}"


def records(served: Served, kind: str, *, all_of: bool = True) -> list[str]:
    """The last record of a kind, or one of each variety."""
    if all_of and kind in VARIETY:
        (found,) = served.erp.query(f"{{ {VARIETY[kind]} }}").values()
        varied = {str({**node, "id": ""}): str(node["id"]) for node in found["nodes"]}
        return list(varied.values())
    schema, _, kind = kind.rpartition(".")
    if not schema:
        (place,) = served.erp.sql(TABLE, kind)
        schema = place["table_schema"]
    columns = {row["column_name"] for row in served.erp.sql(COLUMNS, schema, kind)}
    where = "company = $1" if "company" in columns else "$1::uuid IS NOT NULL"
    found = served.erp.sql(
        f"SELECT id FROM {schema}.{kind} WHERE {where} ORDER BY id DESC LIMIT 1", served.erp.company
    )
    assert found, f"there is no {kind} to look at"
    return [str(found[0]["id"])]


def customer(served: Served) -> str:
    """Somebody who owes money."""
    found = served.erp.query("{ openItems(first: 1, kind: [RECEIVABLE]) { nodes { party { id } } } }")
    return str(found["openItems"]["nodes"][0]["party"]["id"])


def names(served: Served) -> set[str]:
    """What people called their warehouses, years and departments: it stays as it is in every language."""
    found = served.erp.query(
        "{ warehouses(first: 50) { nodes { name } } fiscalYears(first: 50) { nodes { name } }"
        " departments(first: 50) { nodes { name } } }"
    )
    return {node["name"] for rows in found.values() for node in rows["nodes"]}
