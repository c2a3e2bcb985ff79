"""From a line of the bank to paid invoices: each case of the receipts' table, and the way back from each."""

from datetime import date

import pytest

from tests.facade import Refused
from tests.modules.banking.conftest import Bank, moves
from tests.modules.banking.files import Move

OPEN = "query($id: ID!) { invoice(id: $id) { state openAmount } }"


def state(bank: Bank, invoice: str) -> tuple[str, str]:
    """How far an invoice is settled."""
    found = bank.erp.query(OPEN, id=invoice)["invoice"]
    return found["state"], found["openAmount"]


def aoba(bank: Bank, *amounts: str, **terms: object) -> tuple[str, list[str]]:
    """株式会社あおば with an invoice of each amount before tax."""
    customer = bank.customer("株式会社あおば商店", name_kana="アオバショウテン", **terms)
    return customer, [bank.invoice(customer, bank.line(amount)) for amount in amounts]


def proposal(bank: Bank) -> dict:
    """The one proposal of the newest line."""
    (found,) = bank.lines()[-1]["matchProposals"]
    return found


def test_the_exact_amount_is_proposed_with_its_reasons_and_accepted_once(bank: Bank) -> None:
    customer, (invoice,) = aoba(bank, "300000")
    (line,) = bank.tells(*moves(("2026-04-30", 330000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    (found,) = line["matchProposals"]
    assert found["customer"]["id"] == customer
    assert found["reasons"][:2] == ["SAME_NAME", "EXACT_AMOUNT"]
    assert [(part["amount"], part["openAmount"]) for part in found["parts"]] == [("330000", "330000")]
    assert bank.erp.accept_proposal("state", line=line["id"]) == "MATCHED"
    assert state(bank, invoice) == ("PAID", "0")
    assert bank.balances() == {"1130": "330000", "1220": "0", "2180": "-30000", "4110": "-300000"}
    with pytest.raises(Refused) as refusal:
        bank.erp.accept_proposal(line=line["id"])
    assert refusal.value.code == "WRONG_STATE"
    assert bank.balances()["1130"] == "330000"


@pytest.mark.parametrize(
    ("as_allowance", "accounts"),
    [(True, {"4190": "600", "2180": "-29940"}), (False, {"6350": "600", "2180": "-29940"})],
)
def test_a_fee_we_bear_is_a_return_of_the_sale_with_its_tax(
    bank: Bank, as_allowance: bool, accounts: dict[str, str]
) -> None:
    """§6.3: 329,340 / 600 / 60 against 330,000; in the account of fees if the company wants it there."""
    customer, (invoice,) = aoba(bank, "300000")
    bank.erp.agree_payer_terms(customer=customer, fee_borne_by_us=True)
    bank.erp.set_matching(fee_as_allowance=as_allowance)
    (line,) = bank.tells(*moves(("2026-04-30", 329340, "ｱｵﾊﾞｼﾖｳﾃﾝ(ｶ")))
    found = proposal(bank)
    assert (found["fee"], found["reasons"][:2]) == ("660", ["SAME_NAME", "SHORT_BY_FEE"])
    bank.erp.accept_proposal(line=line["id"])
    balances = bank.balances()
    assert balances == {"1130": "329340", "1220": "0", "4110": "-300000"} | accounts
    assert state(bank, invoice) == ("PAID", "0")
    bank.erp.undo_statement_match(line=line["id"], reason="別の入金")
    assert {code: amount for code, amount in bank.balances().items() if amount != "0"} == {
        "1220": "330000",
        "2180": "-30000",
        "4110": "-300000",
    }


def test_a_fee_that_was_not_agreed_is_a_part_payment(bank: Bank) -> None:
    aoba(bank, "300000")
    bank.tells(*moves(("2026-04-30", 329340, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    found = proposal(bank)
    assert (found["fee"], found["reasons"][1]) == ("0", "PART_OLDEST_FIRST")


def test_an_overpayment_leaves_an_advance(bank: Bank) -> None:
    aoba(bank, "300000")
    (line,) = bank.tells(*moves(("2026-04-30", 340000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    assert proposal(bank)["advance"] == "10000"
    bank.erp.accept_proposal(line=line["id"])
    balances = bank.balances()
    assert (balances["1130"], balances["1220"], balances["2190"]) == ("340000", "0", "-10000")


def test_an_unknown_payer_waits_in_suspense_and_is_identified_later(bank: Bank) -> None:
    """§6.3: 普通預金 55,000 → 仮受金 55,000, later 仮受金 → 売掛金; both taken back one after the other."""
    customer, (invoice,) = aoba(bank, "50000")
    (line,) = bank.tells(*moves(("2026-04-01", 55001, "ﾅｿﾞﾉﾋﾄ")))
    assert proposal(bank)["reasons"] == ["UNKNOWN_PAYER"]
    with pytest.raises(Refused) as refusal:
        bank.erp.accept_proposal(line=line["id"])
    assert refusal.value.code == "NOT_FOUND"
    assert bank.erp.set_aside_statement_line("state", line=line["id"]) == "SUSPENDED"
    assert (bank.balances()["1130"], bank.balances()["2250"]) == ("55001", "-55001")
    bank.erp.match_statement_line(
        line=line["id"], customer=customer, matches=[{"invoice": invoice}], difference="-1",
        difference_account=bank.accounts["7130"], reason="端数",
    )  # fmt: skip
    balances = bank.balances()
    assert [balances[code] for code in ("1130", "2250", "1220", "7130")] == ["55001", "0", "0", "-1"]
    assert state(bank, invoice) == ("PAID", "0")
    assert bank.erp.undo_statement_match("state", line=line["id"], reason="違う人") == "SUSPENDED"
    assert bank.balances()["2250"] == "-55001"
    assert bank.erp.undo_statement_match("state", line=line["id"], reason="違う人") == "OPEN"
    assert bank.balances()["1130"] == "0"
    assert bank.reconciled()["difference"] == "0"


def test_what_a_person_confirmed_is_known_next_time_and_can_be_unlearnt(bank: Bank) -> None:
    customer, invoices = aoba(bank, "50000", "70000")
    (line,) = bank.tells(*moves(("2026-04-10", 55000, "ﾀﾅｶ ﾀﾛｳ")))
    assert proposal(bank)["reasons"] == ["ONLY_AMOUNT"]
    bank.erp.match_statement_line(line=line["id"], customer=customer, matches=[{"invoice": invoices[0]}])
    bank.tells(*moves(("2026-04-11", 77000, "ﾀﾅｶ ﾀﾛｳ")))
    assert proposal(bank)["reasons"][:2] == ["KNOWN_PAYER", "EXACT_AMOUNT"]
    alias = bank.erp.query("{ payerAliases(first: 5) { nodes { id payer } } }")["payerAliases"]["nodes"][0]
    bank.erp.unlearn_payer(alias=alias["id"], reason="別人")
    bank.erp.propose_matches()
    assert proposal(bank)["reasons"] == ["ONLY_AMOUNT"]


def test_several_invoices_and_several_lines(bank: Bank) -> None:
    _, invoices = aoba(bank, "10000", "20000", "40000")
    bank.tells(*moves(("2026-04-20", 55000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ"), ("2026-04-21", 10000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ"),
                      ("2026-04-22", 12000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))  # fmt: skip
    lines = bank.lines()
    reasons = [line["matchProposals"][0]["reasons"][1] for line in lines]
    assert reasons == ["SEVERAL_ADD_UP", "LINES_ADD_UP", "LINES_ADD_UP"]
    for line in lines:
        bank.erp.accept_proposal(line=line["id"])
    assert [state(bank, invoice) for invoice in invoices] == [("PAID", "0")] * 3
    assert bank.balances()["1220"] == "0"


def test_a_proposal_that_became_untrue_is_refused_and_nothing_is_posted(bank: Bank) -> None:
    customer, (invoice,) = aoba(bank, "50000")
    (line,) = bank.tells(*moves(("2026-04-10", 55000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    bank.receipt(customer, "5000", {"invoice": invoice})
    assert proposal(bank)["isCurrent"] is False
    before = bank.everything()
    with pytest.raises(Refused) as refusal:
        bank.erp.accept_proposal(line=line["id"])
    assert refusal.value.code == "PROPOSAL_OUTDATED"
    assert bank.everything() == before
    bank.erp.propose_matches()
    assert proposal(bank)["reasons"][1] == "MORE_THAN_OWED"


def test_what_is_in_the_books_already_is_linked_and_not_booked_twice(bank: Bank) -> None:
    customer, (invoice,) = aoba(bank, "50000")
    bank.receipt(customer, "55000", {"invoice": invoice})
    (line,) = bank.tells(*moves(("2026-04-03", 55000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    assert proposal(bank)["reasons"] == ["ALREADY_BOOKED"]
    assert bank.reconciled()["unlinkedAmount"] == "55000"
    assert bank.erp.accept_proposal("state", line=line["id"]) == "LINKED"
    assert bank.balances()["1130"] == "55000"
    assert (bank.reconciled()["unlinkedAmount"], bank.reconciled()["difference"]) == ("0", "0")


def test_charges_interest_and_rules(bank: Bank) -> None:
    bank.erp.add_posting_rule(
        name="振込手数料", contains="ﾃｽｳﾘﾖｳ", direction="OUT", account=bank.accounts["6350"],
        tax_code=bank.tax_codes["P10"], is_automatic=True,
    )  # fmt: skip
    bank.tells(*moves(("2026-04-10", -440, "ﾌﾘｺﾐﾃｽｳﾘﾖｳ"), ("2026-04-10", -80000, "ﾔﾁﾝ")), opening=100000)
    fee, rent = bank.lines()
    assert (fee["state"], fee["statementMatches"][0]["isAutomatic"]) == ("POSTED", True)
    balances = bank.balances()
    assert (balances["6350"], balances["1460"], balances["1130"]) == ("400", "40", "-440")
    bank.erp.post_statement_line(
        line=rent["id"],
        parts=[{"account": bank.accounts["6290"], "amount": "70000"}, {"account": bank.accounts["1730"]}],
    )
    balances = bank.balances()
    assert (balances["6290"], balances["1730"], balances["1130"]) == ("70000", "10000", "-80440")
    bank.erp.undo_statement_match(line=fee["id"], reason="誤り")
    assert bank.balances()["6350"] == "0"


def test_a_bounced_transfer_takes_its_receipt_back(bank: Bank) -> None:
    _, (invoice,) = aoba(bank, "50000")
    (came,) = bank.tells(*moves(("2026-04-10", 55000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    bank.erp.accept_proposal(line=came["id"])
    *_, went = bank.tells(Move(date(2026, 4, 12), -55000, description="ｸﾐﾓﾄﾞｼ"), opening=55000)
    bank.erp.bounce_statement_line(line=went["id"], bounced=came["id"], reason="組戻し")
    assert state(bank, invoice) == ("OPEN", "55000")
    balances = bank.balances()
    assert (balances["1130"], balances["1220"], balances["2190"]) == ("0", "55000", "0")
    assert bank.reconciled()["difference"] == "0"


def test_the_surest_are_accepted_at_once_and_only_if_asked_without_asking(bank: Bank) -> None:
    aoba(bank, "50000", "70000")
    bank.tells(*moves(("2026-04-30", 55000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ"), ("2026-04-30", 500, "ﾅｿﾞ")))
    assert [line["state"] for line in bank.lines()] == ["OPEN", "OPEN"]
    found = bank.erp.accept_proposals("accepted leftOver", minimum_score=85)
    assert found == {"accepted": 1, "leftOver": 0}
    bank.erp.set_matching(automatic_from=80)
    bank.tells(*moves(("2026-05-01", 77000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    done = [line for line in bank.lines() if line["statementMatches"]]
    assert [line["statementMatches"][0]["isAutomatic"] for line in done] == [False, True]


def test_who_may_only_read_matches_nothing(bank: Bank) -> None:
    aoba(bank, "50000")
    (line,) = bank.tells(*moves(("2026-04-30", 55000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    auditor = bank.erp.as_user("auditor", ["auditor"])
    with pytest.raises(Refused) as refusal:
        auditor.accept_proposal(line=line["id"])
    assert refusal.value.code == "FORBIDDEN"


def test_of_two_people_who_accept_the_same_line_one_wins(bank: Bank) -> None:
    import asyncio

    from tests.server import background

    _, (invoice,) = aoba(bank, "50000")
    (line,) = bank.tells(*moves(("2026-04-30", 55000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    document = """mutation($input: AcceptProposalInput!, $key: String!) {
        acceptProposal(input: $input, idempotencyKey: $key) { state } }"""

    async def both() -> list[dict]:
        tries = [bank.ask(document, {"input": {"line": line["id"]}, "key": f"both-{at}"}) for at in range(4)]
        return await asyncio.gather(*tries)

    answers = background().run(both())
    codes = sorted(each["errors"][0]["extensions"]["code"] if each.get("errors") else "" for each in answers)
    assert codes == ["", "WRONG_STATE", "WRONG_STATE", "WRONG_STATE"]
    assert (state(bank, invoice), bank.balances()["1130"]) == (("PAID", "0"), "55000")


def test_a_customer_is_paid_by_the_number_he_wrote(bank: Bank) -> None:
    """BIL-12 and BIL-13: a number before the name, or in the EDI information."""
    customer = bank.customer("株式会社みどり工業")
    number = bank.invoice(customer, bank.line("30000"), selection="number")
    bank.invoice(customer, bank.line("30000"))
    digits = number.replace("-", "")
    bank.tells(Move(date(2026, 4, 20), 33000, payer=f"{digits} ﾋﾄﾓｼ"), Move(date(2026, 4, 21), 1, edi=number))
    first, second = bank.lines()
    assert first["matchProposals"][0]["reasons"][0] == "NUMBER_GIVEN"
    assert first["matchProposals"][0]["parts"][0]["number"] == number
    assert second["matchProposals"][0]["reasons"][0] == "NUMBER_GIVEN"


def test_the_close_waits_for_the_bank(bank: Bank) -> None:
    aoba(bank, "50000")
    (line,) = bank.tells(*moves(("2026-04-30", 55000, "ｶ)ｱｵﾊﾞｼﾖｳﾃﾝ")))
    with pytest.raises(Refused) as refusal:
        bank.erp.close_period(period=bank.period())
    assert refusal.value.code == "NOT_READY_TO_CLOSE"
    bank.erp.accept_proposal(line=line["id"])
    assert bank.erp.close_period("state", period=bank.period()) == "CLOSED"
    with pytest.raises(Refused) as refusal:
        bank.erp.undo_statement_match(line=line["id"], reason="遅れて")
    assert refusal.value.code == "PERIOD_CLOSED"
    assert bank.erp.undo_statement_match("state", line=line["id"], reason="遅れて", on="2026-05-01") == "OPEN"


def test_a_line_of_a_day_up_to_which_cash_is_locked_waits(bank: Bank) -> None:
    told = moves(("2026-04-12", 1100, "ﾌﾒｲ"), ("2026-04-13", -300, "ﾃｽｳﾘﾖｳ"), ("2026-04-16", 500, "ﾅｿ"))
    unknown, fee, later = bank.tells(*told)
    bank.erp.lock_area(area="CASH", through="2026-04-15")
    parts = [{"account": bank.accounts["6350"], "amount": "300"}]
    for verb, given in (
        (bank.erp.set_aside_statement_line, {"line": unknown["id"]}),
        (bank.erp.post_statement_line, {"line": fee["id"], "parts": parts}),
    ):
        with pytest.raises(Refused) as refusal:
            verb(**given)
        assert (refusal.value.code, refusal.value.facts["area"]) == ("AREA_LOCKED", "CASH")
    assert bank.erp.set_aside_statement_line("state", line=later["id"]) == "SUSPENDED"
    assert bank.balances() == {"1130": "500", "2250": "-500"}
