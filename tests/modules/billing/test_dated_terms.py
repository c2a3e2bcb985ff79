"""Terms that change on a day: what was before is closed, and due, by the terms of before."""

from datetime import date

import pytest

from erp.kernel import clock
from erp.masterdata.jobs import begin_terms
from tests.facade import Erp, Refused
from tests.modules.billing.test_closing import a_closing_customer, end_of_june, goods, ship
from tests.server import background

__all__ = ["end_of_june"]
BILL = "periodFrom closingOn dueOn sales"
LATE = "query($until: Date!) { closingChecks(until: $until) { check count } }"


def late(erp: Erp, until: str) -> int:
    rows = erp.query(LATE, until=until)["closingChecks"]
    return next(row["count"] for row in rows if row["check"] == "CLOSING_NOT_RUN")


def a_changed_customer(erp: Erp) -> str:
    """Closed on the 20th, paid a month later; from May on at the end of the month, paid two months later."""
    shop = a_closing_customer(erp, closing_day=20)
    erp.set_billing_terms(
        party=shop, billing="CLOSING_BILL", closing_day=31, payment_months=2, valid_from="2026-05-01"
    )
    return shop


def test_each_day_is_closed_by_its_own_terms(erp: Erp) -> None:
    shop, tea = a_changed_customer(erp), goods(erp, "1000")
    for on in ("2026-04-10", "2026-04-25", "2026-05-10"):
        ship(erp, shop, [(tea, "1")], on)
    assert [late(erp, until) for until in ("2026-04-19", "2026-04-20", "2026-05-30", "2026-05-31")] == [
        0, 1, 1, 1,
    ]  # fmt: skip

    assert erp.close_customer(BILL, customer=shop, closing_on="2026-04-20") == {
        "periodFrom": "2026-03-21", "closingOn": "2026-04-20", "dueOn": "2026-06-01", "sales": "1000",
    }  # fmt: skip
    assert [late(erp, until) for until in ("2026-05-30", "2026-05-31")] == [0, 1]
    for day in ("2026-04-30", "2026-05-20"):
        with pytest.raises(Refused) as refused:
            erp.close_customer(customer=shop, closing_on=day)
        assert refused.value.code == "NOT_A_CLOSING_DAY"
    # The first period of the new terms begins after the last closing of the old ones.
    assert erp.close_customer(BILL, customer=shop, closing_on="2026-05-31") == {
        "periodFrom": "2026-04-21", "closingOn": "2026-05-31", "dueOn": "2026-07-31", "sales": "2000",
    }  # fmt: skip


def test_runs_and_previews_ask_the_terms_of_their_day(erp: Erp) -> None:
    shop, tea = a_changed_customer(erp), goods(erp, "1000")
    ship(erp, shop, [(tea, "1")], "2026-04-10")
    asked = "query($on: Date!) { closingPreview(closingOn: $on) { customerId total remark } }"
    wanted = [{"customerId": shop, "total": "1100", "remark": None}]
    assert erp.query(asked, on="2026-04-20")["closingPreview"] == wanted
    assert erp.query(asked, on="2026-05-20")["closingPreview"] == []
    with pytest.raises(Refused) as refused:
        erp.close_customers(closing_on="2026-05-20")
    assert refused.value.code == "NO_CUSTOMERS_TO_CLOSE"
    erp.close_customers(closing_on="2026-04-20")
    erp.deliver_events()
    assert erp.sql("SELECT closing_on FROM billing.closing_bill") == [{"closing_on": date(2026, 4, 20)}]


def test_terms_of_a_coming_day_wait_for_it_and_corrections_stay_where_they_are(
    erp: Erp, monkeypatch: pytest.MonkeyPatch
) -> None:
    shop = a_closing_customer(erp, closing_day=20)
    erp.set_billing_terms(party=shop, billing="CLOSING_BILL", closing_day=31, valid_from="2026-07-01")
    asked = "query($id: ID!) { party(id: $id) { closingDay terms { validFrom closingDay } } }"
    assert erp.query(asked, id=shop)["party"] == {
        "closingDay": 20,
        "terms": [{"validFrom": None, "closingDay": 20}, {"validFrom": "2026-07-01", "closingDay": 31}],
    }
    # A correction without a day, on either way, puts right what holds today and nothing else.
    erp.change_party(party=shop, closing_day=15)
    erp.set_billing_terms(party=shop, billing="CLOSING_BILL", closing_day=10)
    assert [row["closingDay"] for row in erp.query(asked, id=shop)["party"]["terms"]] == [10, 31]

    database = erp.running.database
    assert background().run(begin_terms(database)) == 0
    monkeypatch.setattr(clock, "today", lambda timezone: date(2026, 7, 1))
    assert (background().run(begin_terms(database)), background().run(begin_terms(database))) == (1, 0)
    assert erp.query(asked, id=shop)["party"]["closingDay"] == 31


def test_terms_that_do_not_fit_are_refused_and_nothing_is_kept(erp: Erp) -> None:
    shop = a_closing_customer(erp, closing_day=20)
    for bad, code in (
        ({"billing": "CLOSING_BILL"}, "BAD_TERMS"),
        ({"billing": "CLOSING_BILL", "closing_day": 32}, "BAD_TERMS"),
        ({"billing": "PER_SHIPMENT", "payment_months": 13}, "BAD_TERMS"),
        ({"billing": "PER_SHIPMENT", "payment_day": 0}, "BAD_TERMS"),
        ({"billing": "PER_SHIPMENT", "billed_to": shop}, "BAD_INPUT"),
    ):
        with pytest.raises(Refused) as refused:
            erp.set_billing_terms(party=shop, valid_from="2026-05-01", **bad)
        assert refused.value.code == code
    with pytest.raises(Refused) as refused:
        erp.as_user("store", roles=["warehouse"]).set_billing_terms(
            party=shop, billing="PER_SHIPMENT", valid_from="2026-05-01"
        )
    assert refused.value.code == "FORBIDDEN"
    assert erp.sql("SELECT id FROM masterdata.party_terms") == []
