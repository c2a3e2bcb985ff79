"""One word, everywhere: how a name of the code is written as a type, a field, a permission or a list."""

import re


def words(name: str) -> str:
    """`SalesOrderLine` as `sales_order_line`."""
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower()


def camel(name: str) -> str:
    """`sales_order_line` as `salesOrderLine`."""
    first, *rest = name.split("_")
    return first + "".join(part[:1].upper() + part[1:] for part in rest)


def pascal(name: str) -> str:
    """`sales_order_line` as `SalesOrderLine`."""
    return "".join(part[:1].upper() + part[1:] for part in name.split("_"))


def plural(name: str) -> str:
    """The plural of an English noun, as far as a trade needs it."""
    if re.search(r"[^aeiou]y$", name):
        return name[:-1] + "ies"
    return name + ("es" if re.search(r"(s|x|z|ch|sh)$", name) else "s")
