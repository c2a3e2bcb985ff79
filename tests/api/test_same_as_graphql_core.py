"""Whatever the document: our one statement answers what graphql-core answers over plain objects, in its
order."""

import json
import re
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from erp.api.schema import Built
from tests.api.conftest import Trade
from tests.api.plain import Plain

PURCHASE = "00000000-0000-7000-8001-000000000007"
SELLER = "00000000-0000-7000-8000-000000000003"
LEAVES = {
    "Purchase": "id number mood boughtOn total note isGift madeAt extra lineCount askedIn ticket __typename",
    "Seller": "id number name rating terms __typename",
    "PurchaseLine": "id lineNo title quantity price __typename",
}
LINKS = {
    "Purchase": {
        "seller": "Seller",
        "adviser": "Seller",
        "lines": "PurchaseLine",
        "firstLine": "PurchaseLine",
        "dearLines": "PurchaseLine",
    },
    "Seller": {"purchases": "Purchase"},
    "PurchaseLine": {"purchase": "Purchase"},
}
CONDITIONS = [
    "",
    "",
    "",
    "",
    " @skip(if: $no)",
    " @include(if: $yes)",
    " @skip(if: $yes)",
    " @include(if: false)",
]
VARIABLES = {"yes": True, "no": False}
HEAD = "query($yes: Boolean!, $no: Boolean = true)"


@st.composite
def selections(draw: Any, kind: str, depth: int, spreads: bool = True) -> str:
    """The fields of one type: leaves, links, aliases, fragments of both sorts, conditions."""
    parts = ["number" if kind != "PurchaseLine" else "title"]
    for _ in range(draw(st.integers(1, 4))):
        choice = draw(st.integers(0, 7))
        condition = draw(st.sampled_from(CONDITIONS))
        if choice <= 3 or depth == 0:
            name = draw(st.sampled_from(LEAVES[kind].split()))
            # One alias for one field, so that equal names always may be merged.
            alias = f"x{name.strip('_')}: " if draw(st.integers(0, 5)) == 0 else ""
            parts.append(f"{alias}{name}{condition}")
        elif choice <= 5:
            name = draw(st.sampled_from(sorted(LINKS[kind])))
            below = draw(selections(LINKS[kind][name], depth - 1, spreads))
            parts.append(f"{name}{condition} {{ {below} }}")
        elif choice == 6:
            on = f" on {kind}" if draw(st.booleans()) else ""
            parts.append(f"...{on}{condition} {{ {draw(selections(kind, depth - 1, spreads))} }}")
        elif spreads:
            parts.append(f"...Of{kind}{condition}")
    return " ".join(parts)


@st.composite
def documents(draw: Any) -> str:
    """A whole document with the fragments that it uses."""
    body = f'purchase(id: "{PURCHASE}") {{ {draw(selections("Purchase", 3))} }}'
    if draw(st.booleans()):
        body += f' seller(id: "{SELLER}") {{ {draw(selections("Seller", 2))} }}'
    if draw(st.booleans()):
        node = draw(selections("Purchase", 2))
        body += f" purchases(first: 3) {{ totalCount nodes {{ {node} }} edges {{ node {{ {node} }} }}"
        body += " pageInfo { hasNextPage hasPreviousPage } __typename }"
    text = f"{HEAD} {{ {body} other: __typename @include(if: $yes) x: __typename @skip(if: $no) }}"
    for kind in LEAVES:
        if re.search(rf"\.\.\.Of{kind}\b", text):
            text += f" fragment Of{kind} on {kind} {{ {draw(selections(kind, 1, spreads=False))} }}"
    return text


@pytest.fixture(scope="module")
def plain(shared: Trade, built: Built) -> Plain:
    return Plain(shared, built)


def compare(shared: Trade, plain: Plain, document: str, variables: dict[str, Any]) -> bool:
    answer = json.loads(shared.ask(document, variables).body)
    if "errors" in answer:
        code = answer["errors"][0]["extensions"]["code"]
        assert code in ("TOO_COSTLY", "TOO_MANY_PARTS", "TOO_DEEP"), (code, document)
        return False
    # As text, so that the order of the fields counts.
    assert json.dumps(answer["data"]) == json.dumps(plain.data(document, variables))
    return True


@given(document=documents())
@example(
    document=f'{HEAD} {{ purchase(id: "{SELLER}") {{ id @skip(if: $no) }} x: __typename @include(if: $yes) }}'
)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
def test_random_documents(shared: Trade, plain: Plain, document: str) -> None:
    compare(shared, plain, document, VARIABLES)


@pytest.mark.parametrize(
    "document",
    [
        'purchase(id: "%s") { seller { name } seller { id name rating } s: seller { n: name } }',
        'purchase(id: "%s") { ...A ...B lines { ...C } } } fragment A on Purchase { lines { id } number }'
        " fragment B on Purchase { lines { title ...C } } fragment C on PurchaseLine { price id",
        'purchase(id: "%s") { lines @skip(if: $no) { id } lines @include(if: $yes) { title } }',
        'purchase(id: "%s") { lines @skip(if: $yes) { id } lines @include(if: $no) { title } }',
        'purchase(id: "%s") { ... @include(if: $no) { id } }',
        'p: purchase(id: "%s") { __typename adviser { name } } p: purchase(id: "%s") { adviser { id } }',
        'purchase(id: "%s") { firstLine { purchase { lines { title } firstLine { id } } } }',
        'purchase(id: "00000000-0000-7000-8001-00000000dead") { number }',
        '... on Query { purchase(id: "%s") { number } } ...Q } fragment Q on Query { __typename '
        'purchase(id: "%s") { note }',
    ],
)
def test_documents_we_thought_of(shared: Trade, plain: Plain, document: str) -> None:
    whole = f"{HEAD} {{ t: __typename @skip(if: $no) u: __typename @include(if: $yes) "
    whole += document.replace("%s", PURCHASE) + " }"
    assert compare(shared, plain, whole, VARIABLES)
