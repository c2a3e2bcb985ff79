"""Papers in another currency: booked at the rate of the day, paid at another, valued at a period's end."""

import pytest

from tests.facade import Refused
from tests.modules.payables.conftest import House

RATES = {"2026-04-01": "150", "2026-04-30": "155.5", "2026-05-29": "152"}
ITEMS = """query($on: Date) { foreignItems(asOf: $on) { invoice foreignOpen booked rate value difference }
    openByCurrency(asOf: $on) { foreignCurrency items foreignOpen booked difference } }"""


def _dollars(house: House, *amounts: str, **given: object) -> tuple[str, list[str]]:
    """A maker in America with an invoice of each amount, in the books at 150 yen."""
    for day, rate in RATES.items():
        house.erp.set_exchange_rate(currency="USD", rate=rate, valid_from=day)
    maker = house.supplier("Acme Paper Inc.", registered=False)
    invoices = [
        house.posted(maker, house.line(amount, tax="O"), currency="usd", **given) for amount in amounts
    ]
    return maker, invoices


def _pay(house: House, maker: str, *parts: dict, **given: object) -> str:
    words = {"supplier": maker, "paid_on": "2026-05-29", "currency": "USD", "invoices": list(parts)}
    return house.erp.record_foreign_payment(**(words | given))


def _foreign_open(house: House, invoice: str) -> tuple[str, str]:
    found = house.erp.query(
        "query($id: ID!) { supplierInvoice(id: $id) { foreignOpen openAmount } }", id=invoice
    )["supplierInvoice"]
    return found["foreignOpen"], found["openAmount"]


def test_a_paper_in_dollars_is_in_the_books_in_yen_and_keeps_its_dollars(house: House) -> None:
    _, (invoice,) = _dollars(house, "1000.50")
    found = house.erp.query(
        """query($id: ID!) { supplierInvoice(id: $id) { total foreignTotal exchangeRate
            lines { amount cost foreignAmount } } }""",
        id=invoice,
    )["supplierInvoice"]
    assert (found["total"], found["foreignTotal"], found["exchangeRate"]) == ("150075", "1000.5", "150")
    assert found["lines"] == [{"amount": "150075", "cost": "150075", "foreignAmount": "1000.5"}]
    assert house.balances() == {"5120": "150075", "2120": "-150075"}
    assert _foreign_open(house, invoice) == ("1000.5", "150075")


@pytest.mark.parametrize(
    ("rate", "account", "difference", "bank"),
    [(None, "7220", "2000", "-152000"), ("148.5", "7140", "-1500", "-148500"), ("150", None, "0", "-150000")],
)
def test_the_change_of_the_rate_is_a_gain_or_a_loss_when_it_is_paid(
    house: House, rate: str | None, account: str | None, difference: str, bank: str
) -> None:
    """1,000 dollars booked at 150: at 152 they cost 2,000 yen more, at 148.5 they cost 1,500 less."""
    maker, (invoice,) = _dollars(house, "1000")
    payment = _pay(house, maker, {"invoice": invoice}, exchange_rate=rate)
    expected = {"5120": "150000", "1130": bank} | ({account: difference} if account else {})
    assert house.balances() == expected
    assert _foreign_open(house, invoice) == ("0", "0")

    house.erp.return_payment(payment=payment, reason="口座の誤り", on="2026-06-01")
    assert house.balances() == {"5120": "150000", "2120": "-150000"}
    assert _foreign_open(house, invoice) == ("1000", "150000")
    _pay(house, maker, {"invoice": invoice}, paid_on="2026-06-02", exchange_rate="150")
    assert house.settlement(invoice) == ("PAID", "0")


def test_parts_are_paid_until_nothing_is_left_in_either_currency(house: House) -> None:
    maker, (invoice,) = _dollars(house, "100.01")
    for amount in ("33.33", "33.33", "33.35"):
        _pay(house, maker, {"invoice": invoice, "amount": amount}, exchange_rate="150")
    assert _foreign_open(house, invoice) == ("0", "0")
    assert "2120" not in house.balances()


def test_a_day_without_a_rate_is_refused_by_currency_and_day(house: House) -> None:
    maker, (invoice,) = _dollars(house, "10")
    with pytest.raises(Refused) as no:
        house.draft(maker, house.line("10", tax="O"), currency="EUR")
    assert (no.value.code, no.value.facts["currency"], no.value.facts["on"]) == (
        "NO_EXCHANGE_RATE",
        "EUR",
        "2026-04-01",
    )
    with pytest.raises(Refused) as no:
        _pay(house, maker, {"invoice": invoice}, paid_on="2026-06-02")
    assert (no.value.code, no.value.facts["on"]) == ("NO_EXCHANGE_RATE", "2026-06-02")
    assert house.count("payables.payment") == 0


def test_a_rate_put_right_after_the_draft_is_told_and_one_agreed_on_is_kept(house: House) -> None:
    maker, _ = _dollars(house, "10")
    draft = house.draft(maker, house.line("10", tax="O"), currency="USD")
    agreed = house.draft(maker, house.line("10", tax="O"), currency="USD", exchange_rate="140")
    (rate,) = house.erp.sql("SELECT id FROM masterdata.exchange_rate WHERE valid_from = '2026-04-01'")
    house.erp.withdraw_exchange_rate(exchange_rate=str(rate["id"]), reason="誤り")
    house.erp.set_exchange_rate(currency="USD", rate="151", valid_from="2026-04-01")
    with pytest.raises(Refused, match="EXCHANGE_RATE_CHANGED"):
        house.erp.post_supplier_invoice(invoice=draft)
    words = {"invoiced_on": "2026-04-01", "supplier_number": "X-1", "lines": [house.line("10", tax="O")]}
    house.erp.change_supplier_invoice(invoice=draft, currency="USD", **words)
    assert house.erp.post_supplier_invoice("total", invoice=draft) == "1510"
    assert house.erp.post_supplier_invoice("total", invoice=agreed) == "1400"


def test_what_makes_no_sense_is_refused_and_nothing_is_kept(house: House) -> None:
    maker, (invoice, other) = _dollars(house, "10", "20")
    yen = house.posted(maker, supplier_number="Y-1")
    stranger = house.supplier("株式会社よその紙")

    def code(call, **given) -> tuple[str, str | None]:
        with pytest.raises(Refused) as no:
            call(**given)
        return no.value.code, no.value.facts.get("reason")

    pay = house.erp.record_foreign_payment
    words = {
        "supplier": maker,
        "paid_on": "2026-05-29",
        "currency": "USD",
        "invoices": [{"invoice": invoice}],
    }
    tries = [
        ({"invoices": []}, "EMPTY"),
        ({"invoices": [{"invoice": invoice, "amount": "10.01"}]}, "MORE_THAN_THERE_IS"),
        ({"invoices": [{"invoice": invoice, "amount": "0.001"}]}, "TOO_MANY_DECIMALS"),
        ({"invoices": [{"invoice": invoice}, {"invoice": invoice}]}, "TWICE"),
        ({"currency": "YEN"}, "UNKNOWN_CURRENCY"),
        ({"exchange_rate": "0"}, "NOT_AN_EXCHANGE_RATE"),
        ({"fee": "-1"}, "NEGATIVE"),
    ]
    for given, reason in tries:
        assert code(pay, **(words | given)) == ("BAD_INPUT", reason), given
    house.erp.set_exchange_rate(currency="EUR", rate="170", valid_from="2026-05-29")
    assert code(pay, **(words | {"currency": "EUR"})) == ("BAD_INPUT", "OTHER_CURRENCY")
    assert code(pay, **(words | {"invoices": [{"invoice": yen}]}))[0] == "NOT_FOUND"
    assert code(pay, **(words | {"supplier": stranger}))[0] == "OTHER_SUPPLIER"
    # It is not paid in yen behind the back of its dollars.
    parts = [{"invoice": other, "amount": "100"}]
    assert code(house.erp.record_payment, supplier=maker, paid_on="2026-05-29", invoices=parts)[0] == (
        "FOREIGN_INVOICE"
    )
    line = house.line("10", tax="O")
    assert code(house.draft, supplier=maker, exchange_rate="150") == ("BAD_INPUT", "OWN_CURRENCY")
    with pytest.raises(Refused, match="TOO_MANY_DECIMALS"):
        house.draft(maker, line | {"amount": "10.005"}, currency="USD")
    with pytest.raises(Refused, match="NOT_IN_OTHER_CURRENCY"):
        house.draft(maker, line, currency="USD", withholds=True)
    assert house.count("payables.payment") == 0


def test_a_payment_run_in_yen_leaves_dollars_alone(house: House) -> None:
    maker = house.payee("Acme Japan")
    house.erp.set_exchange_rate(currency="USD", rate="150", valid_from="2026-04-01")
    dollars = house.posted(maker, house.line("10", tax="O"), currency="USD")
    yen = house.posted(maker)
    run = house.run()
    lines = house.erp.query(
        "query($id: ID!) { paymentRun(id: $id) { lines { supplierInvoice { id } } } }", id=run
    )["paymentRun"]["lines"]
    assert [each["supplierInvoice"]["id"] for each in lines] == [yen]
    with pytest.raises(Refused, match="FOREIGN_INVOICE"):
        house.erp.change_payment_run(run=run, lines=[{"invoice": dollars}])


def test_the_end_of_a_period_is_valued_and_taken_back_on_the_next_day(house: House) -> None:
    """1,000 dollars at 150 are worth 155,500 yen at 155.5: 5,500 yen of loss, for one day."""
    maker, (invoice, _) = _dollars(house, "1000", "200")
    _pay(house, maker, {"invoice": invoice, "amount": "200"}, paid_on="2026-04-30")
    found = house.erp.query(ITEMS, on="2026-04-30")
    assert found["openByCurrency"] == [
        {
            "foreignCurrency": "USD",
            "items": 2,
            "foreignOpen": "1000",
            "booked": "150000",
            "difference": "-5500",
        }
    ]
    before = house.balances("2026-05-01")

    valuation = house.erp.value_foreign_items("id number loss gain", on="2026-04-30")
    assert (valuation["number"][:3], valuation["loss"], valuation["gain"]) == ("CV-", "5500", "0")
    at_end = house.balances("2026-04-30")
    assert (at_end["2145"], at_end["7220"], at_end["2120"]) == ("-5500", "6600", "-150000")
    assert house.balances("2026-05-01") == before
    with pytest.raises(Refused, match="VALUATION_THERE"):
        house.erp.value_foreign_items(on="2026-04-30")

    house.erp.undo_currency_valuation(valuation=valuation["id"], reason="レートの誤り")
    assert "2145" not in house.balances("2026-04-30")
    assert house.balances("2026-05-01") == before
    with pytest.raises(Refused, match="WRONG_STATE"):
        house.erp.undo_currency_valuation(valuation=valuation["id"], reason="もう一度")
    house.erp.value_foreign_items(on="2026-04-30")


def test_a_valuation_is_refused_without_rate_or_items(house: House) -> None:
    with pytest.raises(Refused, match="NOTHING_FOREIGN"):
        house.erp.value_foreign_items(on="2026-04-30")
    _dollars(house, "10")
    with pytest.raises(Refused, match="NO_EXCHANGE_RATE"):
        house.erp.value_foreign_items(on="2026-05-28")
    assert house.count("payables.currency_valuation") == 0


def test_who_sells_pays_nothing_in_dollars(house: House) -> None:
    maker, (invoice,) = _dollars(house, "10")
    sales = house.erp.as_user("uriko", ["sales"])
    with pytest.raises(Refused, match="FORBIDDEN"):
        sales.record_foreign_payment(
            supplier=maker, paid_on="2026-05-29", currency="USD", invoices=[{"invoice": invoice}]
        )
    with pytest.raises(Refused, match="FORBIDDEN"):
        sales.value_foreign_items(on="2026-04-30")


@pytest.mark.parametrize(
    ("day", "account", "difference"), [("2026-04-30", "7220", "1100"), ("2026-04-01", None, "0")]
)
def test_a_credit_in_dollars_is_set_against_an_invoice_in_dollars(
    house: House, day: str, account: str | None, difference: str
) -> None:
    """200 dollars credited at 155.5 settle 200 owed at 150: 1,100 yen of loss, taken back when undone."""
    maker, (invoice,) = _dollars(house, "1000")
    given = {"kind": "CREDIT_NOTE", "currency": "USD", "invoiced_on": day, "booked_on": day}
    note = house.posted(maker, house.line("200", tax="O"), **given)
    before = house.balances()
    house.erp.match_supplier_credit(
        credit_note=note, matches=[{"invoice": invoice, "amount": "200"}], on="2026-05-01"
    )
    assert house.balances().get(account or "7220", "0") == difference
    assert (_foreign_open(house, invoice), _foreign_open(house, note)) == (("800", "120000"), ("0", "0"))
    assert house.owed("2026-05-31") == 120000

    house.erp.undo_supplier_credit(credit_note=note, reason="誤り", on="2026-05-02")
    assert house.balances() == before
    assert _foreign_open(house, invoice) == ("1000", "150000")
    with pytest.raises(Refused, match="NOTHING_SET_AGAINST"):
        house.erp.undo_supplier_credit(credit_note=note, reason="誤り", on="2026-05-02")
    house.erp.match_supplier_credit(credit_note=note, matches=[{"invoice": invoice}], on="2026-05-29")
    assert house.balances().get("7220", "0") == difference
    _pay(house, maker, {"invoice": invoice}, exchange_rate="150")
    assert (_foreign_open(house, invoice), "2120" in house.balances()) == (("0", "0"), False)


def test_a_credit_takes_the_rate_of_the_invoice_it_names_and_a_dearer_one_is_a_gain(house: House) -> None:
    maker, (invoice,) = _dollars(house, "100")
    dear = house.posted(maker, house.line("100", tax="O"), currency="USD", exchange_rate="160")
    note = house.posted(
        maker, house.line("60", tax="O"), kind="CREDIT_NOTE", credits=invoice, invoiced_on="2026-04-30",
        selection="id total exchangeRate",
    )  # fmt: skip
    assert (note["total"], note["exchangeRate"]) == ("9000", "150")
    parts = [{"invoice": dear, "amount": "40"}, {"invoice": invoice, "amount": "20"}]
    house.erp.match_supplier_credit(credit_note=note["id"], matches=parts, on="2026-04-30")
    assert house.balances()["7140"] == "-400"
    assert (_foreign_open(house, dear), _foreign_open(house, invoice)) == (("60", "9600"), ("80", "12000"))
    assert house.owed("2026-05-31") == 21600


def test_a_credit_in_dollars_is_set_against_nothing_else(house: House) -> None:
    maker, (invoice,) = _dollars(house, "100")
    yen = house.posted(maker, supplier_number="Y-1")
    note = house.posted(maker, house.line("60", tax="O"), kind="CREDIT_NOTE", currency="USD")
    for part, reason in (
        ({"invoice": yen}, "OTHER_CURRENCY"),
        ({"invoice": invoice, "amount": "60.01"}, "MORE_THAN_THERE_IS"),
        ({"invoice": invoice, "amount": "0.001"}, "TOO_MANY_DECIMALS"),
        ({"invoice": invoice, "amount": "-1"}, "MORE_THAN_THERE_IS"),
    ):
        with pytest.raises(Refused, match=reason):
            house.erp.match_supplier_credit(credit_note=note, matches=[part])
    with pytest.raises(Refused, match="OTHER_CURRENCY"):
        house.draft(maker, kind="CREDIT_NOTE", currency="JPY", credits=invoice)
    assert house.count("payables.foreign_settlement") == 0


def test_what_is_credited_in_dollars_is_valued_against_what_is_owed(house: House) -> None:
    """1,000 owed and 200 credited at 150 are 800 at 155.5: 4,400 yen of loss."""
    maker, _ = _dollars(house, "1000")
    house.posted(maker, house.line("200", tax="O"), kind="CREDIT_NOTE", currency="USD")
    (total,) = house.erp.query(ITEMS, on="2026-04-30")["openByCurrency"]
    assert (total["foreignOpen"], total["booked"], total["difference"]) == ("800", "120000", "-4400")
    found = house.erp.value_foreign_items("loss gain lines { difference }", on="2026-04-30")
    assert (found["loss"], found["gain"]) == ("5500", "1100")
    assert sorted(each["difference"] for each in found["lines"]) == ["-5500", "1100"]
