"""The official rules of JP PINT as the standard gives them, run on documents of ours.

Rules in Schematron become one XSLT 2.0 stylesheet: a mode for each pattern and a template for each rule, the
first rule of a pattern having the highest priority. It is enough for files without includes and abstract
patterns, which the official ones are.
"""

from functools import cache
from pathlib import Path

from lxml import etree
from lxml.builder import ElementMaker
from saxonche import PySaxonProcessor, PyXsltExecutable

REFERENCE = Path(__file__).resolve().parents[4] / "shared" / "reference" / "jp-pint"
MISSING = f"the official files of JP PINT are not here ({REFERENCE})"
SCH = "{http://purl.oclc.org/dsdl/schematron}"
XSL = "http://www.w3.org/1999/XSL/Transform"
# The shared rules use the prefix xsd without declaring it.
ALWAYS = {"xsl": XSL, "xs": "http://www.w3.org/2001/XMLSchema", "xsd": "http://www.w3.org/2001/XMLSchema"}
FAMILIES = ("billing", "nontax", "selfbilling")
FILES = ("PINT-UBL-validation-preprocessed.sch", "PINT-jurisdiction-aligned-rules.sch")
_SAXON = PySaxonProcessor(license=False)


def stylesheet(rules: etree._Element) -> bytes:
    """The rules of a file as a stylesheet that lists the ids of those that fail, one a line."""
    spaces = ALWAYS | {each.get("prefix"): each.get("uri") for each in rules.iter(f"{SCH}ns")}
    x = ElementMaker(namespace=XSL, nsmap=spaces)
    sheet = x.stylesheet(*rules.findall(f"{{{XSL}}}function"), version="2.0")
    sheet.append(x.output(method="text"))
    sheet.extend(_variable(x, each, "value") for each in rules.findall(f"{SCH}let"))
    patterns = [each for each in rules.findall(f"{SCH}pattern") if each.find(f"{SCH}rule") is not None]
    start = [x("apply-templates", select="/", mode=f"m{at}") for at in range(len(patterns))]
    sheet.append(x.template(*start, match="/"))
    for at, pattern in enumerate(patterns):
        mode = f"m{at}"
        on = x("apply-templates", select="@*|*", mode=mode)
        sheet.append(x.template(on, match="@*|node()|/", mode=mode, priority="-1"))
        for place, rule in enumerate(pattern.findall(f"{SCH}rule")):
            lets = [*pattern.findall(f"{SCH}let"), *rule.findall(f"{SCH}let")]
            body = [_variable(x, each, "value") for each in lets]
            body += [_check(x, each) for each in rule.findall(f"{SCH}assert")]
            body.append(x("apply-templates", select="@*|*", mode=mode))
            sheet.append(
                x.template(*body, match=rule.get("context"), mode=mode, priority=str(1000 - place))
            )  # fmt: skip
    return etree.tostring(sheet)


def _variable(x: ElementMaker, let: etree._Element, told: str) -> etree._Element:
    return x.variable(name=let.get("name"), select=let.get(told))


def _check(x: ElementMaker, each: etree._Element) -> etree._Element:
    return x("if", x.text(f"{each.get('id')}\n"), test=f"not({each.get('test')})")


@cache
def _compiled(family: str, file: str) -> PyXsltExecutable:
    rules = etree.parse(REFERENCE / family / "schematron" / file).getroot()
    text = stylesheet(rules).decode()
    return _SAXON.new_xslt30_processor().compile_stylesheet(stylesheet_text=text)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(REFERENCE / "ubl-2.1-xsdrt" / "maindoc" / "UBL-Invoice-2.1.xsd"))


def failed(content: bytes, family: str) -> list[str]:
    """The ids of the official rules a document breaks; `XSD: …` where it is not even UBL."""
    schema = _schema()
    if not schema.validate(etree.fromstring(content)):
        return [f"XSD: {error.message}" for error in schema.error_log]
    node = _SAXON.parse_xml(xml_text=content.decode())
    found: list[str] = []
    for file in FILES:
        found += _compiled(family, file).transform_to_string(xdm_node=node).split()
    return sorted(set(found))


def examples() -> list[Path]:
    """The official example documents."""
    return sorted(REFERENCE.glob("*/example/*.xml"))
