"""Expenses: what people spent for the company. Other modules import only these names."""

from modules.expenses.events import ExpenseClaimCancelled, ExpenseClaimPosted

__all__ = ["ExpenseClaimCancelled", "ExpenseClaimPosted"]
