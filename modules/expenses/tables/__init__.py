"""What people spent for the company, by which rules, and with which cards."""

from piccolo.table import Table

from modules.expenses.tables.cards import CardFormat, CardLine, CardStatement, CompanyCard
from modules.expenses.tables.claims import CashAdvance, ExpenseClaim, ExpenseLine
from modules.expenses.tables.policy import (
    AllowanceRate,
    Claimant,
    ClaimantTerm,
    ExpenseKind,
    Grade,
    PolicyLimit,
)

TABLES = (
    Grade,
    ExpenseKind,
    PolicyLimit,
    AllowanceRate,
    Claimant,
    ClaimantTerm,
    CompanyCard,
    CardFormat,
    CardStatement,
    CardLine,
    CashAdvance,
    ExpenseClaim,
    ExpenseLine,
)

__all__ = [
    "TABLES",
    "AllowanceRate",
    "CardFormat",
    "CardLine",
    "CardStatement",
    "CashAdvance",
    "Claimant",
    "ClaimantTerm",
    "CompanyCard",
    "ExpenseClaim",
    "ExpenseKind",
    "ExpenseLine",
    "Grade",
    "PolicyLimit",
    "Table",
]
