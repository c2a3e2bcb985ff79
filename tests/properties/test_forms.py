"""Random forms and values: what fits is kept and read back the same, what does not is refused by name."""

from datetime import date
from decimal import Decimal
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from modules.forms.rules.fields import FIGURES, Field, FieldKind, Unsound, check_design
from modules.forms.rules.order import figure_key
from modules.forms.rules.values import Unfit, taken

TODAY = date(2026, 4, 1)
SIMPLE = sorted(set(FieldKind) - {FieldKind.TABLE, FieldKind.SUM})
REASONS = {
    "NOT_AN_OBJECT", "UNKNOWN_FIELD", "REQUIRED", "NOT_A_TEXT", "TOO_LONG", "UNPRINTABLE", "NOT_PLAIN_DIGITS",
    "TOO_MANY_DECIMALS", "TOO_LARGE", "NOT_A_DATE", "NOT_YES_OR_NO", "NOT_A_CHOICE", "NOT_AN_ID",
    "NOT_A_TABLE",
    "TOO_MANY_LINES", "NOT_THE_SUM",
}  # fmt: skip

texts = st.text(st.characters(codec="utf-8"), max_size=30)
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | texts,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(texts, inner, max_size=3),
    max_leaves=8,
)


@st.composite
def fields(draw: Any) -> list[Field]:
    """A sound design: some plain fields, perhaps a table with a sum over it."""
    found = []
    for at in range(draw(st.integers(1, 5))):
        kind = draw(st.sampled_from(SIMPLE))
        choices = ("a", "b", "c") if kind in (FieldKind.CHOICE, FieldKind.CHOICES) else ()
        found.append(Field(f"f{at}", kind, is_required=draw(st.booleans()), choices=choices))
    if draw(st.booleans()):
        found.append(
            Field("t", FieldKind.TABLE, columns=(Field("n", FieldKind.NUMBER), Field("x", FieldKind.TEXT)))
        )
        found.append(Field("s", FieldKind.SUM, sums="t.n"))
    check_design(found)
    return found


def fitting(each: Field) -> st.SearchStrategy[Any]:
    """Values that a field takes."""
    figure = st.decimals(-(10**9), 10**9, places=2).map(lambda value: f"{value:f}")
    kinds: dict[FieldKind, st.SearchStrategy[Any]] = {
        FieldKind.NUMBER: figure,
        FieldKind.MONEY: st.integers(-(10**9), 10**9).map(str),
        FieldKind.DATE: st.dates(date(1950, 1, 1), date(2100, 1, 1)).map(date.isoformat),
        FieldKind.YES_NO: st.booleans(),
        FieldKind.CHOICE: st.sampled_from(["a", "b", "c"]),
        FieldKind.CHOICES: st.lists(st.sampled_from(["a", "b", "c"]), min_size=1, unique=True),
        FieldKind.TEXT: st.text("あいうabc漢字𠮷", min_size=1, max_size=20),
        FieldKind.LONG_TEXT: st.text("あいうabc漢字", min_size=1, max_size=50),
        FieldKind.TABLE: st.lists(
            st.fixed_dictionaries({"n": figure, "x": st.just("行")}), min_size=1, max_size=4
        ),
    }
    return kinds.get(each.kind, st.uuids().map(str))


@settings(max_examples=60, deadline=None)
@given(fields(), st.data())
def test_what_fits_is_kept_and_read_back_the_same(design: list[Field], data: st.DataObject) -> None:
    given_ = {each.code: data.draw(fitting(each)) for each in design if each.kind is not FieldKind.SUM}
    kept = taken(design, given_, TODAY, 0)
    assert taken(design, kept, TODAY, 0) == kept
    assert set(kept) == {each.code for each in design}
    if "s" in kept:
        assert Decimal(kept["s"]) == sum((Decimal(row.get("n", "0")) for row in kept["t"]), Decimal(0))


@settings(max_examples=120, deadline=None)
@given(fields(), st.data())
def test_what_does_not_fit_is_refused_by_name(design: list[Field], data: st.DataObject) -> None:
    codes = [each.code for each in design]
    given_ = data.draw(anything | st.dictionaries(st.sampled_from([*codes, "zz"]), anything, max_size=6))
    try:
        kept = taken(design, given_, TODAY, 0)
    except Unfit as unfit:
        assert unfit.reason in REASONS
    else:
        assert taken(design, kept, TODAY, 0) == kept


@settings(max_examples=80, deadline=None)
@given(st.lists(st.decimals(-(10**14), 10**14, places=6), max_size=8))
def test_figures_sort_as_figures(figures: list[Decimal]) -> None:
    written = [f"{each:f}" for each in figures]
    assert [Decimal(each) for each in sorted(written, key=figure_key)] == sorted(figures)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.builds(Field, texts, st.sampled_from(list(FieldKind)), sums=texts | st.none()), max_size=6)
)
def test_any_design_is_sound_or_told_why_not(design: list[Field]) -> None:
    try:
        check_design(design)
    except Unsound as unsound:
        assert unsound.reason.isupper()
    else:
        assert design and all(each.kind not in (FieldKind.CHOICE, FieldKind.TABLE) for each in design)
        assert FIGURES
