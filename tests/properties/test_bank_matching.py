"""Whatever is done with lines and taken back, in any order: debts, books and bank always agree."""

import random
from datetime import date
from decimal import Decimal

import pytest

from tests.facade import Erp, Refused
from tests.modules.banking.conftest import Bank
from tests.modules.banking.files import Move, joined, transactions


def agree(bank: Bank) -> None:
    """Open items are their accounts; the bank account is what was done with lines; nothing is between."""
    balances = {code: Decimal(amount) for code, amount in bank.balances().items()}
    (row,) = bank.erp.sql(
        """SELECT
             (SELECT coalesce(sum(open_amount), 0) FROM accounting.open_item
              WHERE kind = 'RECEIVABLE') AS owed,
             (SELECT coalesce(sum(open_amount), 0) FROM accounting.open_item
              WHERE kind = 'ADVANCE') AS advances,
             (SELECT coalesce(sum(CASE direction WHEN 'IN' THEN amount ELSE -amount END), 0)
              FROM banking.statement_line WHERE state NOT IN ('OPEN', 'WITHDRAWN')) AS done,
             (SELECT coalesce(sum(CASE direction WHEN 'IN' THEN amount ELSE -amount END), 0)
              FROM banking.statement_line WHERE state = 'SUSPENDED') AS suspended"""
    )
    assert balances.get("1220", 0) == row["owed"]
    assert -balances.get("2190", Decimal(0)) == row["advances"]
    assert balances.get("1130", 0) == row["done"]
    assert -balances.get("2250", Decimal(0)) - balances.get("1450", Decimal(0)) == row["suspended"]
    assert bank.reconciled()["difference"] == "0"


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_any_order_of_matches_and_undos_leaves_everything_in_agreement(erp: Erp, seed: int) -> None:
    bank, chance = Bank(erp), random.Random(seed)
    names = ("ｱｵﾊﾞ", "ﾐﾄﾞﾘ", "ﾎｸﾄ")
    customers = [bank.customer(f"株式会社{name}", name_kana=name) for name in names]
    for customer in customers:
        bank.erp.agree_payer_terms(customer=customer, fee_borne_by_us=chance.random() < 0.5)
        for _ in range(2):
            bank.invoice(customer, bank.line(str(chance.randrange(1, 9) * 1000)))
    told = [
        Move(
            date(2026, 4, 1),
            chance.choice([1, 1, 1, -1]) * (chance.randrange(1, 9) * 1100 - chance.choice([0, 0, 440])),
            payer=chance.choice([*names, "ﾀﾞﾚｶ"]),
            inquiry=at + 1,
        )
        for at in range(6)
    ]
    bank.import_(joined(transactions(told)))
    agree(bank)
    done = 0
    for step in range(14):
        line = chance.choice(bank.lines())
        verb = chance.choice(("accept", "hand", "aside", "post", "undo", "undo"))
        try:
            if verb == "accept":
                bank.erp.accept_proposal(line=line["id"])
            elif verb == "hand":
                bank.erp.match_statement_line(line=line["id"], customer=chance.choice(customers))
            elif verb == "aside":
                bank.erp.set_aside_statement_line(line=line["id"])
            elif verb == "post":
                bank.erp.post_statement_line(line=line["id"], parts=[{"account": bank.accounts["7130"]}])
            else:
                bank.erp.undo_statement_match(line=line["id"], reason="やり直し")
            done += 1
        except Refused as refusal:
            assert refusal.code in ("WRONG_STATE", "NOT_FOUND", "NOT_INCOMING", "PROPOSAL_OUTDATED"), refusal
        if step % 4 == 3:
            bank.erp.propose_matches()
            agree(bank)
    agree(bank)
    assert done > 3
