"""What banking starts with: shapes of bank files and what transfers cost, completed at each start."""

import tomllib
from decimal import Decimal
from pathlib import Path

from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from modules.banking import tables

DATA = Path(__file__).with_name("bank_csv.toml")
OPTIONAL = (
    "in_column",
    "out_column",
    "amount_column",
    "payer_column",
    "balance_column",
    "reference_column",
    "valid_to",
)


async def keep_current(act: Act) -> None:
    """Add the built-in shapes and fees that are missing; a row that is there is never altered."""
    data = tomllib.loads(DATA.read_text(encoding="utf-8"))
    there = {
        row["code"] for row in await act.tx.rows("SELECT code FROM banking.csv_format WHERE is_built_in")
    }
    await act.tx.insert(
        tables.CsvFormat,
        [
            dict.fromkeys(OPTIONAL) | each | {"id": new_id(), "is_built_in": True}
            for each in data["format"]
            if each["code"] not in there
        ],
    )
    known = {
        (row["amount"], row["valid_from"])
        for row in await act.tx.rows("SELECT amount, valid_from FROM banking.transfer_fee WHERE is_built_in")
    }
    await act.tx.insert(
        tables.TransferFee,
        [
            {
                "id": new_id(),
                "amount": Decimal(amount),
                "customer": None,
                "valid_from": each["valid_from"],
                "valid_to": each.get("valid_to"),
                "is_built_in": True,
            }
            for each in data["fee"]
            for amount in each["amounts"]
            if (Decimal(amount), each["valid_from"]) not in known
        ],
    )
