"""What has to be in writing when something is ordered (取適法4条, フリーランス法3条).

>>> missing_terms(content="加工", deliver_to="本社", payment_method="振込", amount=None, how_reckoned="時給")
[]
>>> missing_terms(content=" ", deliver_to="", payment_method="", amount=None, how_reckoned=None)
['CONTENT', 'DELIVER_TO', 'PAYMENT_METHOD', 'AMOUNT']
"""

from decimal import Decimal


def missing_terms(
    *, content: str, deliver_to: str, payment_method: str, amount: Decimal | None, how_reckoned: str | None
) -> list[str]:
    """The items that are not there, by name; days are there or the order could not be written down."""
    missing = [
        name
        for name, text in (
            ("CONTENT", content),
            ("DELIVER_TO", deliver_to),
            ("PAYMENT_METHOD", payment_method),
        )
        if not text.strip()
    ]
    if amount is None and not (how_reckoned or "").strip():
        missing.append("AMOUNT")
    return missing
