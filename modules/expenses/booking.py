"""The entry of a claim: what it cost, what counts of the tax, and who is owed."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.money import ZERO
from erp.masterdata.states import RegistrationState
from modules import accounting, payables
from modules.accounting import EntryLine, PostingPurpose, credit, debit
from modules.expenses import tables
from modules.expenses.capping import caps_of
from modules.payables import Deduction, DeductionGround, LedgerOnlyReason


async def registered_again(act: Act, lines: list[dict[str, Any]]) -> None:
    """Look the numbers up once more for their days, and keep what was found with each line."""
    asked = [(line["t_number"], line["spent_on"]) for line in lines if line["t_number"]]
    found = await masterdata.number_registrations_on(act.tx, asked) if asked else {}
    for line in lines:
        seen = found.get((line["t_number"], line["spent_on"]))
        if seen is not None:
            line |= {
                "registration": seen.state.value,
                "registration_checked_on": seen.checked_on,
                "published_name": seen.published_name,
            }


async def deducted(act: Act, lines: list[dict[str, Any]]) -> list[Deduction]:
    """How much of each line's tax counts, by the same rules as for a supplier's invoice.

    What a shop without registration sold counts up to its yearly amount, whoever was there.
    """
    setting = await payables.setting_of(act)
    days = {line["spent_on"] for line in lines}
    law = {on: await payables.measures_on(act, on, setting) for on in sorted(days)}
    caps = await caps_of(act, lines)
    found = []
    for line in lines:
        if not line["tax"]:
            found.append(Deduction(line, None, ZERO, ZERO, ZERO))
            continue
        reason = LedgerOnlyReason(line["ledger_only"]) if line["ledger_only"] else None
        state = RegistrationState(line["registration"])
        gross, back = abs(line["amount"]), line["amount"] < 0
        ground, share = payables.ground_of(state, gross, reason, law[line["spent_on"]])
        covered = gross
        if ground is DeductionGround.TRANSITIONAL and not back:
            covered = caps.take(line["shop_key"], line["spent_on"], gross)
        amount = payables.deductible(
            abs(line["tax"]),
            gross=gross,
            rate=line["tax_rate"],
            share=share,
            covered=covered,
            rounding=setting.deduction_rounding,
            currency=act.currency,
        )
        found.append(Deduction(line, ground, share, covered, -amount if back else amount))
    return found


async def keep_deductions(act: Act, found: Iterable[Deduction]) -> None:
    """Written to the lines while the claim is still submitted; from the posting on they stand still."""
    await act.tx.update(
        tables.ExpenseLine,
        [
            {
                "id": each.tax["id"],
                "ground": each.ground.value if each.ground else None,
                "share": each.share,
                "deductible": each.amount,
                "registration": each.tax["registration"],
                "registration_checked_on": each.tax["registration_checked_on"],
                "published_name": each.tax["published_name"],
            }
            for each in found
        ],
    )


async def entry_lines(
    act: Act, claim: dict[str, Any], found: Iterable[Deduction], party: UUID
) -> list[EntryLine]:
    """Expense and input tax on the left; claimant, card companies and his advance on the right."""
    accounts = await accounting.posting_accounts(act)
    made: list[EntryLine] = []
    tax: dict[tuple[UUID, str | None], Decimal] = {}
    owed: dict[UUID, Decimal] = {}
    for each in found:
        line = each.tax
        mark = payables.mark_of(each, line["ledger_only"])
        made += _sided(
            line["account"],
            line["amount"] - each.amount,
            act.currency,
            party=party,
            tax_code=line["tax_code"],
            department=line["department"],
            memo=_memo(line, mark),
            tax_rate=line["tax_rate"],
            tax_base=abs(line["base"]),
            tax_amount=abs(line["tax"]),
            creditable_share=_counted(each),
        )
        if each.amount:
            tax[line["tax_code"], mark] = tax.get((line["tax_code"], mark), ZERO) + each.amount
        if line["card_account"] is not None:
            owed[line["card_account"]] = owed.get(line["card_account"], ZERO) + line["amount"]
    for (code, mark), amount in tax.items():
        on_account = accounts[PostingPurpose.INPUT_TAX]
        made += _sided(on_account, amount, act.currency, party=party, tax_code=code, memo=mark)
    for account, amount in owed.items():
        made += _sided(account, -amount, act.currency, party=party)
    if claim["advance_used"]:
        suspense = accounts[PostingPurpose.SUSPENSE_PAYMENT]
        made.append(credit(suspense, claim["advance_used"], act.currency, party=party))
    if claim["payable"]:
        owed_to = accounts[PostingPurpose.EMPLOYEE_PAYABLE]
        made.append(credit(owed_to, claim["payable"], act.currency, party=party))
    return made


def _counted(each: Deduction) -> Decimal | None:
    """The share of a line's tax that counts; less than its ground gives where the year was used up."""
    whole, amount = abs(each.tax["tax"]), abs(each.amount)
    if not whole:
        return None
    if abs(whole * each.share / 100 - amount) < 1:
        return each.share
    return round(amount * 100 / whole, 6)


def _sided(account: UUID, amount: Decimal, currency: str, **more: Any) -> list[EntryLine]:
    """On the left, or, below nothing, on the right."""
    if not amount:
        return []
    make = debit if amount > 0 else credit
    return [make(account, abs(amount), currency, **more)]


def swapped(lines: Iterable[EntryLine]) -> list[EntryLine]:
    """The lines that answer these."""
    return [replace(line, side=line.side.other) for line in lines]


def as_posted(lines: Iterable[dict[str, Any]]) -> list[Deduction]:
    """What counted when a claim was posted, read off its lines."""
    return [
        Deduction(
            line,
            DeductionGround(line["ground"]) if line["ground"] else None,
            line["share"] or ZERO,
            line["amount"],
            line["deductible"] or ZERO,
        )
        for line in lines
    ]


def _memo(line: dict[str, Any], mark: str | None) -> str:
    way = None
    if line["from_place"] and line["to_place"]:
        way = f"{line['from_place']}{'⇔' if line['ways'] == 2 else '→'}{line['to_place']}"
    on: date = line["spent_on"]
    said = (f"{on.month}/{on.day}", line["kind_name"], line["shop"], way, line["reason"], mark)
    return " ".join(each for each in said if each)
