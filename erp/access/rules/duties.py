"""Duties that must stay apart: who sells does not also write off, who pays does not also choose who is paid.

A rule names two permissions. It is broken in a company when one person holds both there, by whatever roles.

    >>> pay = Duty("pay", "accounting.post_entry", "access.give_role", "WARN", "")
    >>> broken([pay], {"accounting.post_entry", "access.give_role", "access.read_user"}) == [pay]
    True
    >>> broken([pay], {"accounting.post_entry"})
    []
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Duty:
    """Two permissions that one person should not hold together."""

    code: str
    permission_a: str
    permission_b: str
    mode: str
    reason: str


# What comes with the house. They warn: in a firm of two people somebody has to do both, knowingly.
BUILT_IN = (
    Duty(
        "supplier_invoice_and_payment",
        "payables.post_supplier_invoice",
        "payables.approve_payment_run",
        "WARN",
        "受領請求書の計上と支払の承認は別の人が行う",
    ),
    Duty(
        "entry_draft_and_posting",
        "accounting.draft_entry",
        "accounting.post_entry_draft",
        "WARN",
        "仕訳の起票と記帳は別の人が行う",
    ),
    Duty(
        "order_and_receipt",
        "purchasing.place_purchase_order",
        "purchasing.receive_purchase_order",
        "WARN",
        "発注と入荷の確認は別の人が行う",
    ),
    Duty(
        "receipt_and_invoice",
        "purchasing.receive_purchase_order",
        "purchasing.post_purchase_bill",
        "WARN",
        "入荷の確認と請求書の計上は別の人が行う",
    ),
    Duty(
        "supplier_and_payment",
        "payables.confirm_supplier_account",
        "payables.draft_payment_run",
        "WARN",
        "振込先口座の確認と支払提案の作成は別の人が行う",
    ),
    Duty(
        "customer_and_receipt",
        "masterdata.register_party",
        "accounting.record_receipt",
        "WARN",
        "取引先の登録と入金の記録は別の人が行う",
    ),
    Duty(
        "order_and_credit_note",
        "ordering.confirm_sales_order",
        "accounting.issue_credit_note",
        "WARN",
        "受注の確定と赤伝の発行は別の人が行う",
    ),
    Duty(
        "stock_and_journal",
        "inventory.adjust_stock",
        "accounting.post_entry",
        "WARN",
        "在庫調整と仕訳の起票は別の人が行う",
    ),
    Duty(
        "rights_and_journal",
        "access.give_role",
        "accounting.post_entry",
        "WARN",
        "権限の付与と仕訳の起票は別の人が行う",
    ),
)


def broken(rules: Iterable[Duty], permissions: Collection[str]) -> list[Duty]:
    """The rules of which one person holds both sides."""
    return [rule for rule in rules if rule.permission_a in permissions and rule.permission_b in permissions]
