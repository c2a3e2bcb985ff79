"""A small trade of its own, so that the door can be tested without the business behind it: purchases of
books."""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID

from piccolo.table import Table

from erp.api import (
    ID,
    Made,
    children,
    column,
    computed,
    computed_children,
    computed_link,
    link,
    many,
    mutation,
    node,
    once,
    one,
    report,
    row,
)
from erp.kernel.asking import Act, Asking
from erp.kernel.columns import (
    choice,
    day,
    document_json,
    flag,
    instant,
    key,
    key_of_document,
    money,
    quantity,
    ref,
    text,
    whole,
)
from erp.kernel.errors import Refused
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity


class Mood(str, Enum):
    """How a purchase stands."""

    OPEN = "OPEN"
    DONE = "DONE"


class SellerRow(Table, schema="sample", tablename="seller"):
    id = key()
    number = text()
    name = text()
    name_key = text()
    rating = whole(null=True)
    secret_terms = text(null=True)


class PurchaseRow(Table, schema="sample", tablename="purchase"):
    id = key()
    company = key_of_document()
    number = text()
    mood = choice(Mood)
    bought_on = day()
    total = money()
    note = text(null=True)
    seller = ref(SellerRow)
    adviser = ref(SellerRow, null=True)
    is_gift = flag()
    made_at = instant()
    extra = document_json(null=True)


class PurchaseLineRow(Table, schema="sample", tablename="purchase_line"):
    id = key()
    company = key_of_document()
    purchase = ref(PurchaseRow)
    line_no = whole()
    title = text()
    quantity = quantity()
    price = money()


@node(SellerRow, permission="sample.read_seller")
class Seller:
    """Somebody who sells books."""

    id: ID
    number: str
    name: str
    rating: int | None
    terms: str | None = column("secret_terms", permission="sample.read_terms")
    purchases: list["Purchase"] = children("seller", by="-number")


@node(PurchaseRow, permission="sample.read_purchase")
class Purchase:
    """Books bought from somebody."""

    id: ID
    number: str
    mood: Mood
    bought_on: date
    total: Money
    note: str | None
    is_gift: bool
    made_at: datetime
    extra: dict[str, Any] | None
    seller: Seller = link("seller")
    adviser: Seller | None = link("adviser")
    lines: list["PurchaseLine"] = children("purchase", by="line_no")
    first_line: "PurchaseLine | None" = computed_link("{c}.purchase = {t}.id AND {c}.line_no = 1")
    dear_lines: list["PurchaseLine"] = computed_children(
        "{c}.purchase = {t}.id AND {c}.price >= 100", by="-line_no"
    )
    line_count: int = computed("(SELECT count(*) FROM sample.purchase_line l WHERE l.purchase = {t}.id)")
    asked_in: str = computed(":language")
    ticket: str | None = once()


@node(PurchaseLineRow, part_of=Purchase)
class PurchaseLine:
    """One book of a purchase."""

    id: ID
    line_no: int
    title: str
    quantity: Quantity
    price: Money
    purchase: Purchase = link("purchase")


@node(SellerRow, permission="sample.read_seller", rows="{t}.rating >= 3")
class GoodSeller:
    """A seller with a good name."""

    id: ID
    name: str


@row
class MoodCount:
    """How many purchases stand so."""

    mood: Mood
    purchases: int
    total: Money
    best_seller: Seller | None = link("best_seller")


@row
class Word:
    """A word and how long it is."""

    text: str
    length: int
    share: Decimal
    parts: list["Word"]


MOODS = """
    SELECT mood, count(*) AS purchases, sum(total) AS total,
           (array_agg(seller ORDER BY total DESC))[1] AS best_seller
    FROM sample.purchase WHERE bought_on >= :since AND (:mood::text IS NULL OR mood = :mood)
    GROUP BY mood ORDER BY mood DESC
"""


async def words(asking: Asking, database: Any, *, text: str) -> list[dict[str, Any]]:
    """The words of a text."""
    return [
        {
            "text": word,
            "length": len(word),
            "share": Decimal("0.50"),
            "parts": [{"text": word[:1], "length": 1, "share": Decimal(1), "parts": []}],
        }
        for word in text.split()
    ]


class TooDear(Refused):
    """We do not spend that much."""


@dataclass(frozen=True)
class Book:
    """A book that is bought."""

    title: str
    price: Money
    quantity: Quantity = field(default=Quantity(Decimal(1)))


async def buy_books(
    *,
    act: Act,
    seller: UUID,
    lines: list[Book],
    mood: Mood = Mood.OPEN,
    is_gift: bool = False,
    on: date | None = None,
    note: str | None = None,
) -> Made:
    """Buy books from somebody."""
    total = sum((line.price * line.quantity for line in lines), Decimal(0))
    if total > 1000:
        raise TooDear(field="input.lines", limit=Decimal(1000), total=total)
    if note == "crash":
        raise RuntimeError("the secret literal is 4711")
    made = await act.tx.value(
        "INSERT INTO sample.purchase (company, number, mood, bought_on, total, note, seller, is_gift)"
        " VALUES ($1, 'N-' || gen_random_uuid(), $2, $3, $4, $5, $6, $7) RETURNING id",
        act.company, mood.value, on or act.today, total, note, seller, is_gift,
    )  # fmt: skip
    for at, line in enumerate(lines, 1):
        await act.tx.run(
            "INSERT INTO sample.purchase_line (company, purchase, line_no, title, quantity, price)"
            " VALUES ($1, $2, $3, $4, $5, $6)",
            act.company, made, at, line.title, line.quantity, line.price,
        )  # fmt: skip
    return Made(made, {"ticket": "T-1"})


async def change_note(*, act: Act, purchase: UUID, note: str | None) -> UUID:
    """Write another note on a purchase."""
    await act.tx.run("UPDATE sample.purchase SET note = $2 WHERE id = $1", purchase, note)
    return purchase


QUERY = [
    one(Purchase),
    many(
        Purchase,
        filters=("mood", "seller", "bought_on", "is_gift", "number", "total", "seller.rating"),
        search=("number", "note", "seller.name"),
        sorts=("number", "bought_on", "total", "note", "seller.name", "line_count"),
        default_sort="-number",
    ),
    one(Seller),
    many(Seller, search=("name",), sorts=("name", "rating"), default_sort="name"),
    many(GoodSeller, name="good_sellers", default_sort="name"),
    many(
        Seller,
        name="sellers_by_terms",
        sorts=("terms",),
        filters=("terms",),
        search=("terms",),
        default_sort="number",
        where="{t}.number <> 'hidden'",
    ),
    report(
        "mood_counts",
        MoodCount,
        sql=MOODS,
        args={"since": date, "mood": Mood | None},
        permission="sample.read_moods",
    ),
    report("words", Word, run=words, args={"text": str}, permission="sample.read_words"),
    report("last_word", Word, run=words, args={"text": str}, permission="sample.read_words", single=True),
]
MUTATION = [
    mutation(buy_books, Purchase, permission="sample.buy_books"),
    mutation(change_note, Purchase, permission="sample.change_note"),
]
