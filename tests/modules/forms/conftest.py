"""Forms as a test designs them, and the people who fill them in."""

from typing import Any

import pytest

from tests.facade import Erp


class Desk:
    """Somebody who designs forms, with short words for it."""

    def __init__(self, erp: Erp) -> None:
        self.erp = erp

    def form(self, code: str, *fields: dict[str, Any], kind: str = "REQUEST", publish: bool = True) -> str:
        """A form with these fields, published unless it is said otherwise; answers its id."""
        form = self.erp.draft_form(
            code=code,
            name_ja=f"{code} 申請",
            name_en=code,
            prefix=code[:8].upper().replace("_", ""),
            kind=kind,
        )
        for each in fields:
            self.field(code, **each)
        if publish:
            self.erp.publish_form(form=code)
        return str(form)

    def field(self, form: str, **given: Any) -> None:
        self.erp.add_form_field(form=form, **{"kind": "TEXT", "label_ja": given["code"], **given})

    def fields_of(self, code: str, which: str = "version") -> list[dict[str, Any]]:
        found = self.erp.query(
            f"query($c: String) {{ forms(code: $c) {{ nodes {{ {which} {{ fields {{ id code }} }} }} }} }}",
            c=code,
        )
        return list(found["forms"]["nodes"][0][which]["fields"])

    def listed(self, code: str, erp: Erp | None = None, **given: Any) -> list[dict[str, Any]]:
        """The requests of a form as a list answers them."""
        declared = {
            "where": "[FieldConditionInput!]", "sort": "String", "descending": "Boolean", "search": "String",
            "first": "Int", "state": "[RequestState!]",
        }  # fmt: skip
        head = "".join(f", ${name}: {declared[name]}" for name in given)
        args = "".join(f", {name}: ${name}" for name in given)
        document = (
            f"query($f: String!{head}) {{ requests(form: $f{args}) {{ nodes {{ id number title state }} }} }}"
        )
        found = (erp or self.erp).query(document, f=code, **given)["requests"]
        return [] if found is None else list(found["nodes"])


TITLE = {"code": "title", "is_required": True, "feeds": "TITLE"}
AMOUNT = {"code": "amount", "kind": "MONEY", "feeds": "AMOUNT"}


@pytest.fixture
def desk(erp: Erp) -> Desk:
    return Desk(erp)
