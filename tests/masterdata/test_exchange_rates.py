"""What currencies are worth: a rate a day, the bank day before where banks are closed, and never a guess."""

from datetime import date

import pytest

from erp import masterdata
from tests.facade import Erp, Refused


def _in_sql(erp: Erp, currency: str, on: str, kind: str = "TTM") -> str | None:
    (row,) = erp.sql(
        "SELECT trim_scale(masterdata.exchange_rate($1, 'JPY', $2, $3)) AS rate",
        currency,
        date.fromisoformat(on),
        kind,
    )
    return None if row["rate"] is None else str(row["rate"])


def test_a_closed_day_takes_the_bank_day_before_and_any_other_day_has_none(erp: Erp) -> None:
    erp.set_exchange_rate(currency="usd", rate="151.25", valid_from="2026-11-20")
    erp.set_exchange_rate(currency="USD", rate="152.25", valid_from="2026-11-20", kind="TTS")
    erp.set_exchange_rate(currency="USD", rate="155", valid_from="2026-12-30")
    erp.set_exchange_rate(currency="EUR", rate="170.5", valid_from="2026-11-01", valid_to="2026-11-30")

    expected = {
        ("USD", "2026-11-20", "TTM"): "151.25",  # Friday
        ("USD", "2026-11-20", "TTS"): "152.25",
        ("USD", "2026-11-22", "TTM"): "151.25",  # Sunday
        ("USD", "2026-11-23", "TTM"): "151.25",  # Labour Thanksgiving Day
        ("USD", "2026-11-24", "TTM"): None,
        ("USD", "2026-11-19", "TTM"): None,
        ("USD", "2027-01-03", "TTM"): "155",  # banks open again on the 4th
        ("USD", "2027-01-04", "TTM"): None,
        ("EUR", "2026-11-17", "TTM"): "170.5",
        ("EUR", "2026-12-01", "TTM"): None,
        ("JPY", "2026-12-01", "TTM"): "1",
    }
    assert {asked: _in_sql(erp, *asked) for asked in expected} == expected


def test_two_rates_never_hold_on_one_day_and_a_wrong_one_is_withdrawn(erp: Erp) -> None:
    wrong = erp.set_exchange_rate(currency="USD", rate="15.1", valid_from="2026-11-20")
    with pytest.raises(Refused, match="EXCHANGE_RATE_THERE") as no:
        erp.set_exchange_rate(currency="USD", rate="151", valid_from="2026-11-19", valid_to="2026-11-21")
    assert "2026-11-19" in no.value.message
    with pytest.raises(Refused, match="REASON_REQUIRED"):
        erp.withdraw_exchange_rate(exchange_rate=wrong, reason=" ")

    erp.withdraw_exchange_rate(exchange_rate=wrong, reason="桁の誤り")
    erp.set_exchange_rate(currency="USD", rate="151", valid_from="2026-11-20")

    assert _in_sql(erp, "USD", "2026-11-20") == "151"
    with pytest.raises(Refused, match="ALREADY_INACTIVE"):
        erp.withdraw_exchange_rate(exchange_rate=wrong, reason="もう一度")


def test_a_file_comes_in_whole_or_not_at_all_and_twice_is_once(erp: Erp) -> None:
    text = "日付,通貨,レート,種類,単位\n2026/11/19,USD,150.5,,\n2026-11-19,KRW,10.80,TTM,100\n"
    made = erp.upload("rates.csv", text.encode("cp932"))
    erp.import_exchange_rates(file=made)
    erp.import_exchange_rates(file=made)
    assert (_in_sql(erp, "USD", "2026-11-19"), _in_sql(erp, "KRW", "2026-11-19")) == ("150.5", "0.108")

    other = erp.upload("more.csv", "日付,通貨,レート\n2026-11-18,USD,149\n2026-11-19,USD,151\n".encode())
    with pytest.raises(Refused, match=r"EXCHANGE_RATE_THERE .*line=3"):
        erp.import_exchange_rates(file=other)
    assert _in_sql(erp, "USD", "2026-11-18") is None


@pytest.mark.parametrize(
    ("text", "reason", "line"),
    [
        (b"", "NO_ROWS", 1),
        ("日付,通貨\n2026-11-20,USD".encode(), "COLUMN_MISSING", 1),
        ("日付,通貨,レート\n2026-13-20,USD,151".encode(), "NOT_A_DATE", 2),
        ("日付,通貨,レート\n2026-11-20,YEN,151".encode(), "UNKNOWN_CURRENCY", 2),
        ("日付,通貨,レート\n2026-11-20,USD,NaN".encode(), "NOT_A_NUMBER", 2),
        ("日付,通貨,レート\n2026-11-20,USD,-1".encode(), "NOT_A_NUMBER", 2),
        ("日付,通貨,レート\n2026-11-20,USD,1\n2026-11-20,USD,2".encode(), "TWICE_IN_FILE", 3),
        ("日付,通貨,レート,種類\n2026-11-20,USD,1,XXX".encode(), "UNKNOWN_RATE_KIND", 2),
        (b"\xff\xfe\x00\x01\x81", "NOT_TEXT", 1),
    ],
)
def test_a_row_that_cannot_be_read_is_named(text: bytes, reason: str, line: int) -> None:
    from erp.masterdata.refusals import RateRowUnreadable
    from erp.masterdata.rules.exchange_table import rates_of

    with pytest.raises(RateRowUnreadable) as no:
        rates_of(text)
    assert (no.value.facts["reason"], no.value.facts["line"]) == (reason, line)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"rate": "0"}, "NOT_AN_EXCHANGE_RATE"),
        ({"rate": "1.1234567"}, "TOO_MANY_DECIMALS"),
        ({"currency": "JPY"}, "SAME_CURRENCY"),
        ({"currency": "DOLLAR"}, "UNKNOWN_CURRENCY"),
        ({"valid_to": "2026-11-01"}, "ENDS_BEFORE_IT_BEGINS"),
    ],
)
def test_what_makes_no_sense_is_refused(erp: Erp, given: dict[str, str], code: str) -> None:
    sound = {"currency": "USD", "rate": "151.25", "valid_from": "2026-11-20"}
    with pytest.raises(Refused, match=code):
        erp.set_exchange_rate(**(sound | given))


def test_the_front_door_names_currency_and_day() -> None:
    no = masterdata.NoExchangeRate("USD", "JPY", date(2026, 11, 24), "TTM")
    assert (no.code, no.facts["currency"], no.facts["on"]) == ("NO_EXCHANGE_RATE", "USD", "2026-11-24")
