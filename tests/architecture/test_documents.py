"""Every document that is shipped fits the schema, so a renamed field breaks the build and not the night."""

from graphql import parse, validate

from tests.architecture.source import ROOT


def test_every_document_is_valid_against_the_schema() -> None:
    from erp.api.schema import build

    schema = build().graphql
    fragments = "\n".join(
        path.read_text(encoding="utf-8") for path in (ROOT / "graphql" / "pages").glob("_fragments.graphql")
    )
    places = ("graphql/pages", "graphql/examples", "adapters", "erp/sync")
    folders = [ROOT / place for place in places]
    documents = [
        path for folder in folders for path in folder.rglob("*.graphql") if path.name != "_fragments.graphql"
    ]

    assert len(documents) >= 20
    for path in documents:
        text = path.read_text(encoding="utf-8")
        for operation in operations(text, fragments):
            errors = validate(schema, operation)
            assert not errors, f"{path.relative_to(ROOT)}: {errors[0].message}"


def operations(text: str, fragments: str):
    """A page has a query and mutations, each a document of its own with the fragments it uses."""
    from graphql import DocumentNode, FragmentDefinitionNode, OperationDefinitionNode, print_ast

    parsed = parse(text)
    shared = [each for each in parse(fragments).definitions] if fragments.strip() else []
    own = [each for each in parsed.definitions if isinstance(each, FragmentDefinitionNode)]
    for operation in parsed.definitions:
        if isinstance(operation, OperationDefinitionNode):
            printed = print_ast(operation)
            used = [each for each in [*shared, *own] if f"...{each.name.value}" in printed]
            yield DocumentNode(definitions=(operation, *used))
