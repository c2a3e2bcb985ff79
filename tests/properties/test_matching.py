"""However a receipt is spread, no money appears and none is lost."""

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from modules.accounting.rules.aging import AgeBucket, age, bucket_of
from modules.accounting.rules.matching import MatchReason, OpenInvoice, propose

AMOUNTS = st.integers(1, 60).map(lambda tens: Decimal(tens * 10))
DAYS = st.dates(date(2026, 1, 1), date(2026, 6, 30))
INVOICES = st.lists(st.tuples(DAYS, AMOUNTS), max_size=8).map(
    lambda rows: [OpenInvoice(at, due, amount, f"IN-{at}") for at, (due, amount) in enumerate(rows)]
)
FEES = st.sets(st.sampled_from([Decimal(10), Decimal(20)]))
NOTES = st.sampled_from(["", "IN-0", "ＩＮ１ ありがとう", "IN-10"])


@given(AMOUNTS, INVOICES, FEES, NOTES)
def test_parts_and_advance_are_the_receipt_and_the_fee(amount, invoices, fees, note):
    found = propose(amount, invoices, fees=sorted(fees), note=note)

    assert sum(part.amount for part in found.parts) + found.advance == amount + found.fee
    assert found.advance >= 0 and (found.fee == 0 or found.fee in fees)
    assert found.still_open == sum(invoice.open_amount for invoice in invoices) - sum(
        part.amount for part in found.parts
    )
    by_id = {invoice.id: invoice for invoice in invoices}
    assert len({part.invoice for part in found.parts}) == len(found.parts)
    for part in found.parts:
        assert 0 < part.amount <= by_id[part.invoice].open_amount
        assert part.remaining == by_id[part.invoice].open_amount - part.amount
    assert found.overpaid == (found.advance > 0)
    assert not (found.overpaid and found.still_open), "nobody has an advance and an open invoice at once"


@given(AMOUNTS, INVOICES.filter(bool))
def test_an_exact_amount_pays_that_invoice(amount, invoices):
    exact = [invoice for invoice in invoices if invoice.open_amount == amount]
    found = propose(amount, invoices)

    assert (found.reason in {MatchReason.EXACT_AMOUNT, MatchReason.ONE_OF_SEVERAL_EXACT}) == bool(exact)
    if exact:
        assert found.parts[0].invoice in {invoice.id for invoice in exact}
        assert (found.score == 100) == (len(exact) == 1)


@given(AMOUNTS, INVOICES.filter(bool))
def test_oldest_first_leaves_no_older_invoice_open(amount, invoices):
    found = propose(amount, invoices)
    if found.reason is not MatchReason.OLDEST_FIRST:
        return

    paid = {part.invoice for part in found.parts if not part.remaining}
    touched = [invoice.due_on for invoice in invoices if invoice.id in {part.invoice for part in found.parts}]
    assert all(invoice.id in paid for invoice in invoices if touched and invoice.due_on < max(touched))


@given(st.lists(st.tuples(DAYS, AMOUNTS), max_size=12), DAYS)
def test_aging_loses_nothing(items, as_of):
    aged = age(items, as_of)

    assert list(aged) == list(AgeBucket)
    assert sum(aged.values()) == sum(amount for _, amount in items)
    assert aged[AgeBucket.NOT_DUE] == sum(amount for due, amount in items if due >= as_of)
    assert aged[AgeBucket.OVER_90_DAYS] == sum(amount for due, amount in items if (as_of - due).days > 90)
    assert all(bucket_of(due, as_of) in AgeBucket for due, _ in items)
