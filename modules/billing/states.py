"""The lives and kinds of billing's records.

>>> CLOSING_BILL.after("cancel_closing_bill", ClosingBillState.ISSUED)
<ClosingBillState.CANCELLED: 'CANCELLED'>
"""

from enum import Enum

from erp.kernel.states import Lifecycle


class ClosingBillState(str, Enum):
    """Whether the customer has this bill; one that was cancelled may be made anew."""

    ISSUED = "ISSUED"
    CANCELLED = "CANCELLED"


class ClosingResult(str, Enum):
    """What became of one customer in a closing run."""

    PENDING = "PENDING"  # 処理待ち
    BILLED = "BILLED"  # 請求済
    NOTHING = "NOTHING"  # 請求なし
    REFUSED = "REFUSED"  # 請求できず


class StatementKind(str, Enum):
    """What a document does to the balance a statement shows."""

    SALE = "SALE"  # 売上
    RECEIPT = "RECEIPT"  # 入金
    RETURNED_MONEY = "RETURNED_MONEY"  # 返金
    ADJUSTMENT = "ADJUSTMENT"  # 調整


CLOSING_BILL = Lifecycle(
    "closing_bill",
    {"cancel_closing_bill": ({ClosingBillState.ISSUED}, ClosingBillState.CANCELLED)},
)
LIFECYCLES = (CLOSING_BILL,)
