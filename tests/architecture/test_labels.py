"""Every name people see is in their language, and no label is left over."""

import importlib
import re
import tomllib

from graphql import GraphQLEnumType, GraphQLInputObjectType, GraphQLObjectType, is_specified_scalar_type

from erp.kernel import labels
from erp.kernel.errors import Refused
from tests.architecture.source import OURS, files, module

# Plumbing that nobody reads: paging, sort keys (made from the fields' labels), scalars.
UNSEEN = re.compile(
    r"(Connection|Edge|Sort)(\.|$)|^(PageInfo|HistoryPage|Query|Mutation)(\.(?!\w)|$)|^PageInfo\."
)
SCALARS = {"Money", "Quantity", "Decimal", "Date", "DateTime", "JSON"}


def coordinates() -> list[str]:
    """Everything in the schema that has a name, the way the GraphQL specification names it."""
    from erp.api.schema import build

    found = []
    for name, kind in build().graphql.type_map.items():
        if name.startswith("__") or is_specified_scalar_type(kind) or name in SCALARS:
            continue
        found.append(name)
        if isinstance(kind, GraphQLObjectType | GraphQLInputObjectType):
            found += [f"{name}.{field}" for field in kind.fields]
        if isinstance(kind, GraphQLEnumType):
            found += [f"{name}.{value}" for value in kind.values]
    return found


def test_every_name_has_a_japanese_label_and_none_is_left_over() -> None:
    for path in files():
        importlib.import_module(module(path)) if "__main__" not in path.name else None
    named = coordinates()

    assert len(named) > 1000
    # A test that ran before may have brought a refusal of its own.
    ours = [code for code, kind in Refused.known().items() if kind.__module__.split(".")[0] in OURS]
    found = [each for each in labels.problems(named, ours) if not UNSEEN.search(each.split(": ")[1])]
    assert not found, "\n".join(found)


def test_every_permission_has_a_label_in_both_languages() -> None:
    from erp.api import permissions

    known = permissions()
    assert len(known) > 80
    for permission in known:
        assert re.search(r"[ぁ-んァ-ヶ一-龠]", labels.permission_label(permission, "ja")), permission
        assert labels.permission_label(permission, "en") != permission


def test_every_no_of_the_daily_work_is_a_sentence_in_english_as_well() -> None:
    """Made from the name of the refusal it would end in bare keys that say nothing to anybody."""
    english = labels.table("en")["Refusal"]
    written = [
        code
        for path in sorted(labels.ROOT.glob("modules/*/labels.ja.toml"))
        for code in tomllib.loads(path.read_text(encoding="utf-8"))["Refusal"]
    ]
    assert len(written) > 50
    assert [code for code in written if code not in english] == []
