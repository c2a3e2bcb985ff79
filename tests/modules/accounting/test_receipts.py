"""Money that comes in: exact, in part, too much, short by a fee; matched later and taken back."""

import pytest

from tests.facade import Refused
from tests.modules.accounting.conftest import Books

STATE = "query($id: ID!) { invoice(id: $id) { state openAmount } }"


def state(books: Books, invoice: str) -> tuple[str, str]:
    """How far an invoice is settled."""
    found = books.erp.query(STATE, id=invoice)["invoice"]
    return found["state"], found["openAmount"]


def test_the_exact_amount_settles_an_invoice(books: Books) -> None:
    customer = books.customer()
    invoice = books.invoice(customer)
    found = books.receipt(
        customer, "1100", {"invoice": invoice}, selection="number unmatched matchings { amount }"
    )
    assert found == {"number": "RC-2026-000001", "unmatched": "0", "matchings": [{"amount": "1100"}]}
    assert state(books, invoice) == ("PAID", "0")
    assert books.balances() == {"1130": "1100", "1220": "0", "2180": "-100", "4110": "-1000"}


def test_a_part_leaves_the_rest_open(books: Books) -> None:
    customer = books.customer()
    invoice = books.invoice(customer)
    books.receipt(customer, "400", {"invoice": invoice})
    assert state(books, invoice) == ("PARTLY_PAID", "700")


def test_one_receipt_pays_many_invoices_and_the_rest_is_an_advance(books: Books) -> None:
    customer = books.customer()
    invoices = [books.invoice(customer) for _ in range(3)]
    found = books.receipt(
        customer,
        "3000",
        {"invoice": invoices[0]},
        {"invoice": invoices[1], "amount": "600"},
        selection="id unmatched",
    )
    assert found["unmatched"] == "1300"
    assert [state(books, invoice)[0] for invoice in invoices] == ["PAID", "PARTLY_PAID", "OPEN"]
    assert books.balances()["2190"] == "-1300"
    books.erp.match_receipt(
        receipt=found["id"], matches=[{"invoice": invoices[1]}, {"invoice": invoices[2]}], on="2026-04-03"
    )
    assert [state(books, invoice) for invoice in invoices] == [
        ("PAID", "0"),
        ("PAID", "0"),
        ("PARTLY_PAID", "300"),
    ]
    balances = books.balances()
    assert (balances["1220"], balances["2190"]) == ("300", "0")


def test_a_fee_we_bear_pays_the_debt_too(books: Books) -> None:
    customer = books.customer()
    invoice = books.invoice(customer)
    books.receipt(customer, "660", {"invoice": invoice}, fee="440")
    assert state(books, invoice) == ("PAID", "0")
    balances = books.balances()
    assert (balances["1130"], balances["6350"], balances["1220"]) == ("660", "440", "0")


def test_an_undone_matching_leaves_both_sides_open_and_keeps_its_history(books: Books) -> None:
    customer = books.customer()
    invoice = books.invoice(customer)
    receipt = books.receipt(customer, "1100", {"invoice": invoice}, selection="id matchings { id }")
    matching = receipt["matchings"][0]["id"]
    found = books.erp.undo_matching(
        "amount reason undoes { id isUndone }", matching=matching, reason="別の請求分", on="2026-04-03"
    )
    assert found == {"amount": "1100", "reason": "別の請求分", "undoes": {"id": matching, "isUndone": True}}
    assert state(books, invoice) == ("OPEN", "1100")
    balances = books.balances()
    assert (balances["1220"], balances["2190"]) == ("1100", "-1100")
    with pytest.raises(Refused) as refusal:
        books.erp.undo_matching(matching=matching, reason="もう一度", on="2026-04-03")
    assert refusal.value.code == "ALREADY_UNDONE"


def test_settling_and_reopening_is_told(books: Books) -> None:
    customer = books.customer()
    invoice = books.invoice(customer, origin="order:1")
    receipt = books.receipt(customer, "1100", {"invoice": invoice}, selection="matchings { id }")
    books.erp.undo_matching(matching=receipt[0]["id"], reason="誤り", on="2026-04-03")
    told = books.erp.sql(
        "SELECT kind, facts ->> 'origin' AS origin FROM kernel.event"
        " WHERE kind LIKE '%.Receivable%' ORDER BY id"
    )
    assert [(row["kind"], row["origin"]) for row in told] == [
        ("accounting.ReceivableSettled", "order:1"),
        ("accounting.ReceivableReopened", "order:1"),
    ]


def test_what_is_not_open_or_not_his_is_refused_and_nothing_changes(books: Books) -> None:
    customer, stranger = books.customer(), books.customer("有限会社ベータ")
    invoice, other = books.invoice(customer), books.invoice(stranger)
    before = books.everything()
    tries = [
        ("1100", [{"invoice": invoice, "amount": "1101"}], "OVER_MATCHED"),
        ("500", [{"invoice": invoice, "amount": "600"}], "BAD_INPUT"),
        ("1100", [{"invoice": other}], "OTHER_CUSTOMER"),
        ("1100", [{"invoice": invoice}, {"invoice": invoice}], "BAD_INPUT"),
        ("1100", [{"invoice": customer}], "NOT_FOUND"),
        ("0", [], "BAD_INPUT"),
        ("-5", [], "BAD_INPUT"),
    ]
    for amount, matches, code in tries:
        with pytest.raises(Refused) as refusal:
            books.receipt(customer, amount, *matches)
        assert refusal.value.code == code
    assert books.everything() == before


def test_money_does_not_pay_a_debt_before_there_is_one(books: Books) -> None:
    customer = books.customer()
    invoice = books.invoice(customer, on="2026-04-20")
    with pytest.raises(Refused) as refusal:
        books.receipt(customer, "1100", {"invoice": invoice})
    assert refusal.value.code == "MATCHED_TOO_EARLY"
    receipt = books.receipt(customer, "1100")
    with pytest.raises(Refused) as refusal:
        books.erp.match_receipt(receipt=receipt, matches=[{"invoice": invoice}], on="2026-04-01")
    assert refusal.value.code == "MATCHED_TOO_EARLY"
    books.erp.match_receipt(receipt=receipt, matches=[{"invoice": invoice}], on="2026-04-20")
    assert state(books, invoice) == ("PAID", "0")


def test_money_that_was_not_ours_goes_back_and_takes_its_fee_along(books: Books) -> None:
    customer = books.customer()
    invoice = books.invoice(customer)
    receipt = books.receipt(customer, "660", {"invoice": invoice}, fee="440", selection="id matchings { id }")
    with pytest.raises(Refused) as refusal:
        books.erp.return_receipt(receipt=receipt["id"], reason="組戻し", on="2026-04-03")
    assert refusal.value.code == "BAD_INPUT"
    books.erp.undo_matching(matching=receipt["matchings"][0]["id"], reason="組戻し", on="2026-04-03")
    with pytest.raises(Refused) as refusal:
        books.erp.return_receipt(receipt=receipt["id"], reason="組戻し", amount="1101", on="2026-04-03")
    assert refusal.value.code == "OVER_MATCHED"
    found = books.erp.return_receipt(
        "amount fee returns { number unmatched } matchings { id }",
        receipt=receipt["id"],
        reason="組戻し",
        on="2026-04-03",
    )
    matching = found.pop("matchings")[0]["id"]
    assert found == {"amount": "660", "fee": "440", "returns": {"number": "RC-2026-000001", "unmatched": "0"}}
    assert books.balances() == {
        "1130": "0",
        "1220": "1100",
        "2180": "-100",
        "2190": "0",
        "4110": "-1000",
        "6350": "0",
    }
    with pytest.raises(Refused) as refusal:
        books.erp.undo_matching(matching=matching, reason="誤り", on="2026-04-04")
    assert refusal.value.code == "NOT_FOUND"


PROPOSAL = """query($customer: ID!, $amount: Money!, $memo: String) {
    receiptProposal(customer: $customer, amount: $amount, memo: $memo) {
        reason score fee advance parts { number amount remaining reason } } }"""


@pytest.mark.parametrize(
    "amount, reason, numbers, fee",
    [
        ("2200", "EXACT_AMOUNT", ["IN-2026-000002"], "0"),
        ("3300", "SEVERAL_ADD_UP", ["IN-2026-000001", "IN-2026-000002"], "0"),
        ("1760", "SHORT_BY_FEE", ["IN-2026-000002"], "440"),
        ("100", "OLDEST_FIRST", ["IN-2026-000001"], "0"),
    ],
)
def test_a_proposal_says_what_the_money_may_be_for(
    books: Books, amount: str, reason: str, numbers: list[str], fee: str
) -> None:
    customer = books.customer()
    books.invoice(customer)
    books.invoice(customer, books.line("2000"))
    before = books.everything()
    found = books.erp.query(PROPOSAL, customer=customer, amount=amount)["receiptProposal"]
    assert (found["reason"], found["fee"]) == (reason, fee)
    assert [part["number"] for part in found["parts"]] == numbers
    assert books.everything() == before


@pytest.mark.parametrize(
    ("amount", "fee", "part"), [("1100.5", "0", "1"), ("1100", "0.5", "1"), ("1100", "0", "0.5")]
)
def test_half_a_yen_is_no_money(books: Books, amount: str, fee: str, part: str) -> None:
    customer = books.customer()
    invoice = books.invoice(customer)
    with pytest.raises(Refused) as refused:
        books.receipt(customer, amount, {"invoice": invoice, "amount": part}, fee=fee)
    assert (refused.value.code, refused.value.facts["reason"]) == ("BAD_INPUT", "TOO_MANY_DECIMALS")
    assert books.erp.sql("SELECT count(*) AS n FROM accounting.receipt") == [{"n": 0}]


def test_half_a_yen_is_not_given_back(books: Books) -> None:
    receipt = books.receipt(books.customer(), "1100")
    with pytest.raises(Refused) as refused:
        books.erp.return_receipt(receipt=receipt, reason="過入金", amount="0.5", on="2026-04-30")
    assert refused.value.facts["reason"] == "TOO_MANY_DECIMALS"
