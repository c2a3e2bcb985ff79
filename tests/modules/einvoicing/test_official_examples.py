"""The official examples of JP PINT, read and written again, say the same; and the official rules bite."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from modules.einvoicing.rules.checks import faults
from modules.einvoicing.ubl import read, write
from tests.modules.einvoicing.schematron import MISSING, REFERENCE, examples, failed

pytestmark = pytest.mark.skipif(not REFERENCE.is_dir(), reason=MISSING)
FIRST = REFERENCE / "billing" / "example" / "Japan PINT Invoice UBL Example.xml"


def told(content: bytes) -> Counter[tuple[str, str, tuple[tuple[str, str], ...]]]:
    """Every value of a file: where it stands, what it says, with its attributes."""
    root = etree.fromstring(content, etree.XMLParser(remove_comments=True))
    tree = root.getroottree()
    return Counter(
        (tree.getelementpath(each), (each.text or "").strip(), tuple(sorted(each.attrib.items())))
        for each in root.iter()
        if not len(each)
    )


def test_all_seventeen_are_here() -> None:
    assert len(examples()) == 17


@pytest.mark.parametrize("example", examples(), ids=lambda path: path.stem[-32:])
def test_an_example_comes_back_out_as_it_was(example: Path) -> None:
    content = example.read_bytes()
    found = read(content)
    written = write(found.document)
    assert found.not_understood == () and not found.is_credit_note
    assert read(written).document == found.document
    assert told(written) == told(content), "nothing is lost, nothing is added, nothing is moved"
    assert failed(content, example.parts[-3]) == failed(written, example.parts[-3]) == []
    assert faults(found.document) == []


def replaced(content: bytes, old: str, new: str) -> bytes:
    text = content.decode()
    assert old in text, old
    return text.replace(old, new, 1).encode()


def without(content: bytes, *names: str) -> bytes:
    root = etree.fromstring(content)
    for name in names:
        for each in root.findall(f".//{{*}}{name}"):
            each.getparent().remove(each)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def seller_without(name: str) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        root = etree.fromstring(content)
        party = root.find("{*}AccountingSupplierParty/{*}Party")
        for part in [
            name,
            *(["PartyIdentification", "PartyLegalEntity"] if name == "PartyTaxScheme" else []),
        ]:
            for each in party.findall(f"{{*}}{part}"):
                if part == "PartyLegalEntity":
                    each = each.find("{*}CompanyID")
                each.getparent().remove(each)
        return etree.tostring(root, encoding="UTF-8", xml_declaration=True)

    return change


def swapped(content: bytes) -> bytes:
    root = etree.fromstring(content)
    root.append(root.find("{*}ID"))
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def wrong_subtotal_tax(content: bytes) -> bytes:
    root = etree.fromstring(content)
    subtotal = root.find("{*}TaxTotal/{*}TaxSubtotal/{*}TaxAmount")
    whole = root.find("{*}TaxTotal/{*}TaxAmount")
    subtotal.text, whole.text = str(int(subtotal.text) + 5), str(int(whole.text) + 5)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


BROKEN: list[tuple[str, Callable[[bytes], bytes], set[str]]] = [
    ("wrong subtotal tax", wrong_subtotal_tax, {"aligned-ibrp-051-jp", "ibr-co-15"}),
    (
        "short T-number",
        lambda content: replaced(content, ">T1234567890123<", ">T123456789012<"),
        {"aligned-ibr-jp-01"},
    ),
    ("no period anywhere", lambda content: without(content, "InvoicePeriod"), {"aligned-ibrp-052"}),
    (
        "type 381",
        lambda content: replaced(content, "InvoiceTypeCode>380<", "InvoiceTypeCode>381<"),
        {"aligned-ibrp-cl-02-jp", "ibr-cl-01"},
    ),
    (
        "category Z",
        lambda content: content.replace(b"<cbc:ID>E</cbc:ID>", b"<cbc:ID>Z</cbc:ID>"),
        {"aligned-ibrp-cl-01-jp"},
    ),
    ("no seller tax id", seller_without("PartyTaxScheme"), {"aligned-ibr-jp-04", "ibr-co-26"}),
    (
        "wrong payable",
        lambda content: replaced(
            content, 'PayableAmount currencyID="JPY">', 'PayableAmount currencyID="JPY">1'
        ),
        {"ibr-co-16"},
    ),
    ("no seller endpoint", seller_without("EndpointID"), {"ibr-081"}),
    (
        "wrong CustomizationID",
        lambda content: replaced(content, "urn:peppol:pint:billing-1@jp-1", "urn:peppol:pint:billing-1@sg-1"),
        {"aligned-ibrp-001-jp"},
    ),
]


@pytest.mark.parametrize("change, expected", [each[1:] for each in BROKEN], ids=[each[0] for each in BROKEN])
def test_a_broken_document_gives_the_expected_id(
    change: Callable[[bytes], bytes], expected: set[str]
) -> None:
    content = change(FIRST.read_bytes())
    assert set(failed(content, "billing")) == expected
    # Read and written by us it breaks the same rules: nothing is mended in silence.
    assert set(failed(write(read(content).document), "billing")) == expected
    assert faults(read(content).document) != []


def test_elements_in_another_order_are_no_ubl() -> None:
    found = failed(swapped(FIRST.read_bytes()), "billing")
    assert found and all(each.startswith("XSD") for each in found)


MISSED: list[tuple[str, Callable[[bytes], bytes], str]] = [
    ("half a yen of tax", lambda content: _half_yen(content), "NOT_WHOLE_YEN"),
    ("a line without its rate", lambda content: _line_without(content, "Percent"), "PERCENT_MISSING"),
]


def _half_yen(content: bytes) -> bytes:
    """A tax of 26,000.5 yen on 260,005 yen lies between floor and ceiling, and is no yen."""
    text = content.decode()
    for old, new in (
        (">260000<", ">260005<"), (">26000<", ">26000.5<"), (">257500<", ">257505<"), (">7679<", ">7684<"),
        (">263490<", ">263495<"), (">289490<", ">289495.5<"),
    ):  # fmt: skip
        text = text.replace(old, new)
    return text.encode()


def _line_without(content: bytes, name: str) -> bytes:
    root = etree.fromstring(content)
    each = root.find(f"{{*}}InvoiceLine/{{*}}Item/{{*}}ClassifiedTaxCategory/{{*}}{name}")
    each.getparent().remove(each)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


@pytest.mark.parametrize("change, kind", [each[1:] for each in MISSED], ids=[each[0] for each in MISSED])
def test_what_the_official_rules_miss_we_find(change: Callable[[bytes], bytes], kind: str) -> None:
    example = REFERENCE / "billing" / "example" / "Japan PINT Invoice UBL Example3-SumInv1.xml"
    content = change(example.read_bytes())
    assert failed(content, "billing") == [], "the official rules let it pass"
    assert kind in [each.kind.value for each in faults(read(content).document)]
