"""Licences of a Google Workspace: written as product and SKU, kept by address."""

from collections.abc import Sequence

from adapters.google_workspace.calls import Calls
from adapters.said import at
from erp.sync.contract import Rejected

LICENSING = "https://licensing.googleapis.com/apps/licensing/v1"


class Licences:
    """`products` are those whose licences are read; Google tells them product by product only."""

    def __init__(self, calls: Calls, products: Sequence[str], root: str = LICENSING) -> None:
        self._calls, self._products, self._root = calls, tuple(products), root

    def held(self) -> dict[str, frozenset[str]] | None:
        """Who has which, by address; None where nobody entered a product."""
        if not self._products:
            return None
        customer = self._customer()
        held: dict[str, set[str]] = {}
        for product in self._products if customer else ():
            place = f"{self._root}/{at('product', product, 'users')}"
            assignments = self._calls.pages(
                place, "items", name=_named, customerId=customer, maxResults="1000"
            )
            for each in assignments:
                address, sku = str(each["userId"]).casefold(), str(each["skuId"])
                held.setdefault(address, set()).add(f"{product}/{sku}")
        return {address: frozenset(each) for address, each in held.items()}

    def _customer(self) -> str:
        """Google's name for the company, which every user carries."""
        said = self._calls.get("users", customer="my_customer", maxResults="1")
        return next((str(each.get("customerId", "")) for each in said.get("users") or []), "")

    def give(self, licence_id: str, address: str) -> None:
        product, sku = _parts(licence_id)
        place = f"{self._root}/{at('product', product, 'sku', sku, 'user')}"
        try:
            self._calls.call("POST", place, json={"userId": address}, of_one=True)
        except Rejected as no:
            # 412 says of one that is there what 409 says.
            if no.code not in ("409", "412"):
                raise

    def take(self, licence_id: str, address: str) -> None:
        product, sku = _parts(licence_id)
        place = f"{self._root}/{at('product', product, 'sku', sku, 'user', address)}"
        try:
            self._calls.call("DELETE", place, of_one=True)
        except Rejected as no:
            if no.code != "404":
                raise


def _named(said: dict[str, object]) -> str:
    return f"{said.get('userId')} {said.get('skuId')}"


def _parts(licence_id: str) -> tuple[str, str]:
    product, slash, sku = licence_id.partition("/")
    if not slash or not product or not sku:
        raise Rejected(
            "ライセンスは「製品/SKU」の形で指定してください（例: Google-Apps/1010020027）。", "NO_LICENCE"
        )
    return product, sku
