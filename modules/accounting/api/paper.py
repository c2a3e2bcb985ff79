"""Corrected invoices, what is printed on them, and many of them in one file."""

from datetime import datetime

from erp.api import ID, StoredFile, computed, link, many, mutation, node, one
from modules.accounting import tables
from modules.accounting.actions.correct_invoice import correct_invoice
from modules.accounting.actions.name_bank_account import name_bank_account
from modules.accounting.actions.print_invoices import print_invoices
from modules.accounting.actions.render_invoice import render_invoice
from modules.accounting.api.invoices import BankAccount, Invoice
from modules.accounting.states import BatchState

BATCH_STATE = """(CASE WHEN {t}.finished_at IS NULL AND {t}.done = 0 AND {t}.holder IS NULL THEN 'WAITING'
    WHEN {t}.finished_at IS NULL THEN 'RUNNING' WHEN {t}.failure IS NULL THEN 'DONE' ELSE 'INCOMPLETE' END)"""


@node(tables.PrintBatch, permission="accounting.read_invoice")
class PrintBatch:
    """Invoices that somebody wants as one file."""

    id: ID
    state: BatchState = computed(BATCH_STATE)
    total: int
    done: int
    file: StoredFile | None = link("file")
    merged: StoredFile | None = link("merged")
    requested_at: datetime
    finished_at: datetime | None


QUERY = [
    one(PrintBatch),
    many(PrintBatch, name="print_batches", sorts=("requested_at",), default_sort="-requested_at"),
]
MUTATION = [
    mutation(correct_invoice, Invoice),
    mutation(render_invoice, Invoice),
    mutation(print_invoices, PrintBatch),
    mutation(name_bank_account, BankAccount),
]
