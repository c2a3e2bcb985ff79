"""Kits: what they are made of, put together and taken apart, and worth the same before and after."""

import pytest

from tests.builders import a_product
from tests.facade import Erp, Refused
from tests.modules.inventory.test_lots import place, receive, same_value, shelves

WORTH = """SELECT v.product, v.quantity::int AS quantity, v.value::int AS value
    FROM inventory.stock_value v WHERE v.product = ANY($1::uuid[])"""


def a_kit(erp: Erp, *parts: tuple[str, str], valid_from: str = "2026-01-01", **given) -> str:
    kit = given.pop("product", None) or a_product(erp, **given)
    components = [{"product": product, "quantity": quantity} for product, quantity in parts]
    erp.define_kit(product=kit, components=components, valid_from=valid_from)
    return kit


def worth(erp: Erp, *products: str) -> list[tuple[int, int]]:
    found = {str(row["product"]): (row["quantity"], row["value"]) for row in erp.sql(WORTH, list(products))}
    return [found.get(product, (0, 0)) for product in products]


def refused(erp: Erp, code: str, verb: str, **given) -> Refused:
    with pytest.raises(Refused) as answer:
        erp.act(verb, "id", given)
    assert answer.value.code == code
    return answer.value


def test_what_components_are_worth_becomes_the_worth_of_the_kit_and_back(erp: Erp) -> None:
    cup, tea = a_product(erp), a_product(erp)
    receive(erp, cup, "10", cost="100")
    receive(erp, tea, "7", cost="33")
    kit = a_kit(erp, (cup, "2"), (tea, "1"))
    entries = erp.sql("SELECT count(*) AS n FROM accounting.journal_entry")
    made = erp.assemble_kits("id value number", product=kit, quantity="3")
    assert (made["value"], made["number"][:2]) == ("699", "KA")
    assert worth(erp, cup, tea, kit) == [(4, 400), (4, 132), (3, 699)]
    apart = erp.disassemble_kits("value moves { quantity value }", product=kit, quantity="1")
    assert apart["value"] == "233"
    assert worth(erp, cup, tea, kit) == [(6, 600), (5, 165), (2, 466)]
    erp.disassemble_kits(product=kit, quantity="2")
    assert worth(erp, cup, tea, kit) == [(10, 1000), (7, 231), (0, 0)]
    same_value(erp, 1231)
    assert erp.sql("SELECT count(*) AS n FROM accounting.journal_entry") == entries
    asked = "query($p: ID!) { kits(product: $p) { nodes { possible components { available } } } }"
    (node,) = erp.query(asked, p=kit)["kits"]["nodes"]
    assert node == {"possible": "5", "components": [{"available": "10"}, {"available": "7"}]}


def test_there_is_no_kit_without_enough_components_and_nothing_is_half_kept(erp: Erp) -> None:
    cup, tea = a_product(erp), a_product(erp)
    receive(erp, cup, "10")
    receive(erp, tea, "1")
    kit = a_kit(erp, (cup, "1"), (tea, "1"))
    short = refused(erp, "INSUFFICIENT_STOCK", "assemble_kits", product=kit, quantity="2")
    assert [(line["product"], line["available"]) for line in short.facts["lines"]] == [(tea, "1")]
    refused(erp, "INSUFFICIENT_STOCK", "disassemble_kits", product=kit, quantity="1")
    refused(erp, "BAD_INPUT", "assemble_kits", product=kit, quantity="0")
    refused(erp, "NOT_A_KIT", "assemble_kits", product=cup, quantity="1")
    refused(erp, "NOT_A_KIT", "assemble_kits", product=kit, quantity="1", on="2025-12-31")
    part = {"product": a_product(erp), "lot": "L1"}
    refused(erp, "NOT_A_COMPONENT", "assemble_kits", product=kit, quantity="1", parts=[part])
    part = {"product": tea, "lot": "L1"}
    refused(erp, "LOT_NOT_TRACKED", "assemble_kits", product=kit, quantity="1", parts=[part])
    assert shelves(erp) == [("MAIN", "", 10, 0), ("MAIN", "", 1, 0)]
    assert erp.sql("SELECT count(*) AS n FROM inventory.kit_assembly") == [{"n": 0}]


def test_a_kit_is_no_part_of_itself(erp: Erp) -> None:
    cup = a_product(erp)
    box = a_kit(erp, (cup, "6"))
    crate = a_kit(erp, (box, "4"))
    for product, part in ((cup, cup), (cup, box), (cup, crate), (box, crate)):
        lines = [{"product": part, "quantity": "1"}]
        refused(erp, "KIT_WITHIN_ITSELF", "define_kit", product=product, components=lines)
    with_cup = [{"product": cup, "quantity": "1"}]
    for given in (
        {"components": []},
        {"components": [{"product": cup, "quantity": "0"}]},
        {"components": with_cup * 2},
        {"components": with_cup, "valid_from": "2026-01-01"},
        {"components": with_cup, "valid_from": "2026-04-02", "valid_to": "2026-04-01"},
    ):
        refused(erp, "BAD_INPUT", "define_kit", product=box, **given)
    paper = a_product(erp, is_valued=False)
    refused(erp, "KIT_NOT_VALUED", "define_kit", product=paper, components=with_cup)


def test_a_definition_holds_until_the_next_one(erp: Erp) -> None:
    cup, tea = a_product(erp), a_product(erp)
    receive(erp, cup, "10", on="2026-01-05")
    receive(erp, tea, "10", on="2026-01-05")
    kit = a_kit(erp, (cup, "1"))
    a_kit(erp, (tea, "2"), product=kit, valid_from="2026-03-01")
    erp.assemble_kits(product=kit, quantity="1", on="2026-02-28")
    erp.assemble_kits(product=kit, quantity="1", on="2026-03-01")
    assert worth(erp, cup, tea, kit) == [(9, 900), (8, 800), (2, 300)]
    rows = erp.query("{ kits(sort: VALID_FROM_ASC) { nodes { validFrom validUntil } } }")["kits"]["nodes"]
    assert rows[0] == {"validFrom": "2026-01-01", "validUntil": "2026-02-28"}


def test_what_expires_first_goes_into_the_kit_and_a_lot_may_be_named(erp: Erp) -> None:
    tea = a_product(erp, tracking="EXPIRY")
    receive(erp, tea, "3", lot="LATE", expires_on="2035-01-01", on="2026-01-10")
    receive(erp, tea, "3", lot="SOON", expires_on="2034-01-01", on="2026-01-11")
    receive(erp, tea, "3", lot="GONE", expires_on="2026-01-20", on="2026-01-12")
    kit = a_kit(erp, (tea, "1"), tracking="LOT")
    refused(erp, "LOT_REQUIRED", "assemble_kits", product=kit, quantity="1")
    erp.assemble_kits(product=kit, quantity="4", lot="K1")
    erp.assemble_kits(product=kit, quantity="1", lot="K2", parts=[{"product": tea, "lot": "LATE"}])
    assert shelves(erp) == [
        ("MAIN", "GONE", 3, 0),
        ("MAIN", "K1", 4, 0),
        ("MAIN", "K2", 1, 0),
        ("MAIN", "LATE", 1, 0),
    ]
    unknown = {"product": kit, "quantity": "1", "lot": "K3", "parts": [{"product": tea, "lot": "NONE"}]}
    refused(erp, "UNKNOWN_LOT", "assemble_kits", **unknown)
    refused(erp, "INSUFFICIENT_STOCK", "assemble_kits", product=kit, quantity="2", lot="K3")
    refused(erp, "LOT_REQUIRED", "disassemble_kits", product=kit, quantity="1", lot="K1")
    back = [
        {"product": tea, "lot": "SOON", "quantity": "1"},
        {"product": tea, "lot": "LATE", "quantity": "1"},
    ]
    given = {"product": kit, "quantity": "2", "lot": "K1"}
    refused(erp, "COMPONENTS_DIFFER", "disassemble_kits", **given, parts=back[:1])
    erp.disassemble_kits(**given, parts=back)
    assert ("MAIN", "SOON", 1, 0) in shelves(erp)
    (lot,) = erp.query('{ lots(code: "K2") { nodes { id } } }')["lots"]["nodes"]
    asked = "query($l: ID!) { lotTrace(lot: $l) { kind sourceLot } }"
    (step,) = erp.query(asked, l=lot["id"])["lotTrace"]
    assert step["kind"] == "ASSEMBLY" and step["sourceLot"].endswith(" LATE")
    same_value(erp, 900)


def test_serial_numbers_of_components_are_named_both_ways(erp: Erp) -> None:
    phone, case = a_product(erp, tracking="SERIAL"), a_product(erp)
    receive(erp, phone, "3", serials=["S1 S2 S3"], cost="500")
    receive(erp, case, "3", cost="50")
    kit = a_kit(erp, (phone, "1"), (case, "1"), tracking="SERIAL")
    given = {"product": kit, "quantity": "2", "serials": ["K1", "K2"]}
    refused(erp, "SERIALS_DIFFER", "assemble_kits", **given)
    for named in (["S1"], ["S1", "S1"], ["S1", "S2", "S3"]):
        part = {"product": phone, "serials": named}
        refused(erp, "SERIALS_DIFFER", "assemble_kits", **given, parts=[part])
    erp.assemble_kits(**given, parts=[{"product": phone, "serials": ["S3 S1"]}], location=place(erp, "KIT"))
    assert shelves(erp)[:2] == [("KIT", "K1", 1, 0), ("KIT", "K2", 1, 0)]
    refused(erp, "SERIALS_DIFFER", "disassemble_kits", product=kit, quantity="1")
    wrong = {
        "product": kit,
        "quantity": "1",
        "serials": ["K1"],
        "parts": [{"product": phone, "serials": ["S2"]}],
    }
    refused(erp, "SERIAL_IN_STOCK", "disassemble_kits", **wrong)
    erp.disassemble_kits(**wrong | {"parts": [{"product": phone, "serials": ["S3"]}]})
    assert worth(erp, phone, case, kit) == [(2, 1000), (2, 100), (1, 550)]
    same_value(erp, 1650)


def test_kits_learnt_of_late_correct_once(erp: Erp) -> None:
    cup = a_product(erp)
    receive(erp, cup, "10", cost="100", on="2026-03-01")
    receive(erp, cup, "10", cost="200", on="2026-03-10")
    kit = a_kit(erp, (cup, "1"))
    erp.adjust_stock(reason="LOST", on="2026-03-20", lines=[{"product": cup, "change": "-10"}])
    erp.assemble_kits(product=kit, quantity="5", on="2026-03-05")
    # On its day a cup was worth 100; of what was lost later 167 each would have been lost then.
    assert worth(erp, cup, kit)[1] == (5, 500)
    refused(erp, "NEGATIVE_ON_DAY", "assemble_kits", product=kit, quantity="1", on="2026-02-28")
    (row,) = erp.sql("SELECT sum(value)::int AS stock FROM inventory.stock_value")
    same_value(erp, row["stock"])
