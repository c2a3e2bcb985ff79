"""Whatever the amounts: keeping or folding tax keeps entries balanced, and so do closings of tax."""

from decimal import Decimal
from types import SimpleNamespace
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from erp.kernel.money import Rounding, allocate
from modules.accounting.rules.ledger import Side, credit, debit, require_balanced
from modules.accounting.rules.tax_return import TaxDue, TaxScheme, Terms
from modules.accounting.rules.taxed_line import keep_tax
from modules.accounting.states import PostingPurpose
from modules.accounting.tax_closing import NoTaxToClose, closing_lines

yen = st.integers(1, 10**9).map(Decimal)
CODES = {"P10": Decimal(10), "P8": Decimal(8)}


@given(
    st.lists(st.tuples(st.sampled_from(["6210", "6220", "1460"]), yen, st.sampled_from(["P10", "P8", None])),
             min_size=1, max_size=6),
    st.booleans(),
    st.sampled_from(list(Rounding)),
)  # fmt: skip
def test_keeping_tax_never_unbalances_an_entry(
    bought: list[tuple[str, Decimal, str | None]], inclusive: bool, rounding: Rounding
) -> None:
    lines = [debit(account, amount, "JPY", tax_code=code) for account, amount, code in bought]  # type: ignore[arg-type]
    lines.append(credit("1110", sum(line.amount for line in lines), "JPY"))
    kept = keep_tax(lines, rates=CODES, tax_accounts={"1460"}, inclusive=inclusive, rounding=rounding)
    require_balanced(kept)
    if inclusive:
        bases = {(line.tax_code, line.side) for line in lines if line.tax_code and line.account != "1460"}
        assert not [line for line in kept if line.account == "1460" and (line.tax_code, line.side) in bases]
    stated = {code: sum(line.amount for line in lines if line.account == "1460" and line.tax_code == code)
              for code in CODES}  # fmt: skip
    for code, tax in stated.items():
        bases = [line for line in kept if line.tax_code == code and line.account != "1460"]
        if bases and tax:
            assert sum(line.tax_amount for line in bases) == tax


whole = st.integers(-(10**9), 10**9).map(Decimal)


@given(whole, whole, whole, st.booleans(), st.booleans())
def test_the_closing_of_consumption_tax_balances_for_any_figures(
    output: Decimal, taken: Decimal, owed: Decimal, inclusive: bool, full: bool
) -> None:
    accounts = {purpose.value: UUID(int=at) for at, purpose in enumerate(PostingPurpose, 1)}
    due = TaxDue(Decimal(0), max(Decimal(0), taken), Decimal(50), full, owed, Decimal(0))
    found = SimpleNamespace(
        terms=Terms(scheme=TaxScheme.GENERAL), due=due, output_tax=output, input_tax=taken
    )
    try:
        lines = closing_lines(accounts, found, owed, inclusive=inclusive)  # type: ignore[arg-type]
    except NoTaxToClose:
        return
    left = sum(line.amount for line in lines if line.side is Side.DEBIT)
    assert left == sum(line.amount for line in lines if line.side is Side.CREDIT)


@given(st.integers(1, 10**12), st.integers(1, 600))
def test_the_shares_of_a_prepaid_expense_are_the_whole(amount: int, months: int) -> None:
    shares = allocate(Decimal(amount), [1] * months, "JPY")
    assert sum(shares) == amount
    assert max(shares) - min(shares) <= 1
