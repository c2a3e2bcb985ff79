"""The documents we show to people who call our API are sent as they stand, and do what they say."""

from uuid import uuid4

from graphql import OperationDefinitionNode, parse, print_ast

from tests.architecture.source import ROOT
from tests.builders import a_customer, a_product, stock_of
from tests.facade import Erp

EXAMPLES = ROOT / "graphql" / "examples"


def operations(name: str) -> dict[str, str]:
    """The operations of an example by their names."""
    document = parse((EXAMPLES / f"{name}.graphql").read_text(encoding="utf-8"))
    found = [each for each in document.definitions if isinstance(each, OperationDefinitionNode)]
    return {each.name.value: print_ast(each) for each in found if each.name}


def test_an_order_goes_the_whole_way_as_the_example_shows(erp: Erp) -> None:
    product = a_product(erp, price="500")
    stock_of(erp, product, "5", unit_cost="300")
    sent = operations("order_to_cash")
    assert list(sent) == ["DraftOrder", "ConfirmOrder", "ShipOrder", "BillOrder", "Chain"]

    given = {"customer": a_customer(erp), "product": product, "key": str(uuid4())}
    order = erp.query(sent["DraftOrder"], **given)["draftSalesOrder"]
    assert order["total"] == "1100"
    confirmed = erp.query(sent["ConfirmOrder"], order=order["id"], key=str(uuid4()))["confirmSalesOrder"]
    assert confirmed == {"state": "CONFIRMED", "lines": [{"reserved": "2"}]}
    shipped = erp.query(sent["ShipOrder"], order=order["id"], key=str(uuid4()))["shipSalesOrder"]
    assert (shipped["shipped"], shipped["shipments"][0]["cost"]) == ("FULL", "600")
    billed = erp.query(sent["BillOrder"], order=order["id"], key=str(uuid4()))["invoiceSalesOrder"]
    assert (billed["billed"], billed["invoices"][0]["openAmount"]) == ("FULL", "1100")

    kinds = {each["kind"] for each in erp.query(sent["Chain"], order=order["id"])["documentChain"]}
    assert kinds >= {"shipment", "invoice"}
    (open_item,) = erp.query(operations("what_is_open")["WhatIsOpen"])["openItems"]["nodes"]
    assert (open_item["openAmount"], open_item["daysLate"]) == ("1100", 0)
