"""Each kind of field: what it takes, how that is kept, and by which name anything else is refused."""

from datetime import date
from typing import Any

import pytest

from modules.forms.rules.fields import Field, FieldKind
from modules.forms.rules.values import Unfit, taken

TODAY = date(2026, 4, 1)
KEY = "01a1fef8-dfe9-784a-b809-d96d0669740e"
ROWS = (Field("x", FieldKind.TEXT, is_required=True), Field("n", FieldKind.NUMBER))


def field(kind: str, **more: Any) -> Field:
    choices = ("a", "b") if kind.startswith("CHOICE") else ()
    columns = ROWS if kind == "TABLE" else ()
    return Field("f", FieldKind(kind), choices=choices, columns=columns, **more)


@pytest.mark.parametrize(
    "kind, given, kept",
    [
        ("TEXT", "  机 ", "机"),
        ("LONG_TEXT", "一行目\r\n二行目", "一行目\n二行目"),
        ("NUMBER", "１２．５０", "12.5"),
        ("NUMBER", -3, "-3"),
        ("MONEY", "¥1,200", "1200"),
        ("DATE", "4/20", "2026-04-20"),
        ("DATE", "令和8年4月20日", "2026-04-20"),
        ("YES_NO", ["false", "true"], True),
        ("YES_NO", "いいえ", False),
        ("CHOICE", "b", "b"),
        ("CHOICES", ["b", "a", "b", ""], ["a", "b"]),
        ("CHOICES", "a", ["a"]),
        ("PARTY", KEY.upper(), KEY),
        ("PRODUCT", KEY, KEY),
        ("DEPARTMENT", KEY, KEY),
        ("USER", KEY, KEY),
        ("ACCOUNT", KEY, KEY),
        ("FILE", KEY, KEY),
        ("TABLE", [{"x": "机", "n": "2"}, {"x": "", "n": ""}], [{"x": "机", "n": "2"}]),
    ],
)
def test_what_fits_is_kept_in_one_form(kind: str, given: Any, kept: Any) -> None:
    assert taken([field(kind)], {"f": given}, TODAY, 0) == {"f": kept}


@pytest.mark.parametrize(
    "kind, given, place, reason",
    [
        ("TEXT", 5, "f", "NOT_A_TEXT"),
        ("TEXT", "あ" * 501, "f", "TOO_LONG"),
        ("TEXT", "a\nb", "f", "UNPRINTABLE"),
        ("TEXT", "a\0b", "f", "UNPRINTABLE"),
        ("LONG_TEXT", "\ud800", "f", "UNPRINTABLE"),
        ("NUMBER", "1e3", "f", "NOT_PLAIN_DIGITS"),
        ("NUMBER", "NaN", "f", "NOT_PLAIN_DIGITS"),
        ("NUMBER", True, "f", "NOT_PLAIN_DIGITS"),
        ("NUMBER", "0.1234567", "f", "TOO_MANY_DECIMALS"),
        ("MONEY", "0.5", "f", "TOO_MANY_DECIMALS"),
        ("MONEY", "1" * 13, "f", "TOO_LARGE"),
        ("MONEY", 10**30, "f", "TOO_LARGE"),
        ("DATE", "2026-02-29", "f", "NOT_A_DATE"),
        ("DATE", 20260401, "f", "NOT_A_DATE"),
        ("YES_NO", "maybe", "f", "NOT_YES_OR_NO"),
        ("CHOICE", "c", "f", "NOT_A_CHOICE"),
        ("CHOICE", {"a": 1}, "f", "NOT_A_CHOICE"),
        ("CHOICES", ["a", "c"], "f", "NOT_A_CHOICE"),
        ("PARTY", "P-000001", "f", "NOT_AN_ID"),
        ("FILE", 7, "f", "NOT_AN_ID"),
        ("TABLE", "机", "f", "NOT_A_TABLE"),
        ("TABLE", ["机"], "f.0", "NOT_AN_OBJECT"),
        ("TABLE", [{"n": "2"}], "f.0.x", "REQUIRED"),
        ("TABLE", [{"x": "机", "n": "二"}], "f.0.n", "NOT_PLAIN_DIGITS"),
        ("TABLE", [{"x": "机", "y": "1"}], "f.0.y", "UNKNOWN_FIELD"),
        ("TABLE", [{"x": "机"}] * 101, "f", "TOO_MANY_LINES"),
    ],
)
def test_what_does_not_fit_is_refused_by_its_place_and_a_name(
    kind: str, given: Any, place: str, reason: str
) -> None:
    with pytest.raises(Unfit) as unfit:
        taken([field(kind)], {"f": given}, TODAY, 0)
    assert (unfit.value.place, unfit.value.reason) == (place, reason)


@pytest.mark.parametrize("kind", sorted(set(FieldKind) - {FieldKind.SUM}))
@pytest.mark.parametrize("empty", [None, "", "  ", []])
def test_what_is_empty_is_left_out_unless_it_has_to_be_there(kind: str, empty: Any) -> None:
    if empty == [] and kind not in ("TABLE", "CHOICES"):
        return
    if kind in ("TABLE", "CHOICES") and empty == "  ":
        return
    assert taken([field(kind)], {"f": empty}, TODAY, 0) == {}
    with pytest.raises(Unfit, match="REQUIRED"):
        taken([field(kind, is_required=True)], {"f": empty}, TODAY, 0)


def test_a_sum_is_counted_here_and_comes_back_as_it_was() -> None:
    design = [field("TABLE"), Field("s", FieldKind.SUM, sums="f.n")]
    rows = [{"x": "机", "n": "0.1"}, {"x": "椅子", "n": "0.2"}, {"x": "棚"}]
    kept = taken(design, {"f": rows}, TODAY, 0)
    assert kept["s"] == "0.3" and taken(design, kept, TODAY, 0) == kept
    with pytest.raises(Unfit, match="s: NOT_THE_SUM"):
        taken(design, {"f": rows, "s": "0.4"}, TODAY, 0)


def test_a_default_stands_in_for_what_was_not_sent_and_not_for_what_was_emptied() -> None:
    design = [field("NUMBER", default="1")]
    assert taken(design, {}, TODAY, 0) == {"f": "1"}
    assert taken(design, {"f": ""}, TODAY, 0) == {}
    with pytest.raises(Unfit, match="zz: UNKNOWN_FIELD"):
        taken(design, {"zz": "1"}, TODAY, 0)
