"""JAN code (GTIN-13, GTIN-8): the number under the bar code, with its check digit.

The last digit makes the weighed sum of all a multiple of ten; the weights from the right are 1 and 3 in turn
(JIS X 0507, ISO/IEC 15420). A wrong code scans as another product, so it is refused.

    >>> jan_code("４９-012345-67894")
    '4901234567894'
    >>> jan_code("4901234567890") is None, jan_code("123") is None
    (True, True)
    >>> jan_code("4912 3456")
    '49123456'
"""

import re

from erp.masterdata.rules.corporate_number import plain


def jan_code(text: str) -> str | None:
    """The code as it is stored, or nothing when it is none."""
    code = plain(text)
    if not re.fullmatch(r"[0-9]{13}|[0-9]{8}", code):
        return None
    weighed = sum(int(digit) * (1 + 2 * (place % 2)) for place, digit in enumerate(reversed(code)))
    return code if weighed % 10 == 0 else None
