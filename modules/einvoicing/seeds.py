"""Two electronic invoices of the demo company: one it wrote, and one a supplier sent."""

from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from uuid import UUID

from erp.kernel import files
from erp.kernel.asking import Act
from erp.kernel.money import Money
from erp.kernel.quantity import Quantity
from modules import accounting
from modules.einvoicing.actions.export_e_invoice import MEDIA_TYPE, export_e_invoice
from modules.einvoicing.actions.import_e_invoice import import_e_invoice
from modules.einvoicing.charged import side_of
from modules.einvoicing.keeping import READING
from modules.einvoicing.rules.composing import Charged, ChargedLine, ChargedTax, Side, compose
from modules.einvoicing.rules.pieces import Period
from modules.einvoicing.ubl import write

PARTY = """
    SELECT id FROM masterdata.party
    WHERE is_active AND t_number IS NOT NULL AND corporate_number IS NOT NULL
      AND CASE WHEN $1 THEN is_customer ELSE is_supplier END AND NOT prices_include_tax
    ORDER BY number LIMIT 1
"""


async def seed_demo(act: Act) -> None:
    """A delivery course billed to a customer as a file, and a supplier's file waiting to be taken over."""
    customer, supplier = await act.tx.value(PARTY, True), await act.tx.value(PARTY, False)
    if customer is None or supplier is None:
        return
    invoice = await accounting.issue_invoice(
        act=act, customer=customer, on=act.today - timedelta(days=3), lines=[await _course(act)]
    )
    await export_e_invoice(act=act, invoice=invoice)
    content = write(compose(await _delivered(act, supplier)))
    name = "納品分請求書.xml"
    file = await files.keep(act, content, name=name, media_type=MEDIA_TYPE, permission=READING)
    attached = files.Attached(
        file, name, MEDIA_TYPE, len(content), content, sha256(content).hexdigest()
    )  # fmt: skip
    await import_e_invoice(act=act, file=attached)


async def _course(act: Act) -> accounting.InvoiceLineDraft:
    tax_code = await act.tx.value("SELECT id FROM masterdata.tax_code WHERE code = 'S10'")
    return accounting.InvoiceLineDraft(
        description="店頭販売員向け講習 半日",
        quantity=Quantity(Decimal(1)),
        unit_price=Money(Decimal(38000)),
        tax_code=tax_code,
    )


async def _delivered(act: Act, supplier: UUID) -> Charged:
    """What the supplier says: two deliveries, one of them at the reduced rate."""
    (own,) = await act.tx.rows(
        "SELECT name, t_number, corporate_number FROM masterdata.company WHERE id = $1", act.company
    )
    first, second = act.today - timedelta(days=20), act.today - timedelta(days=8)
    return Charged(
        number="SK-1187",
        issued_on=act.today - timedelta(days=5),
        due_on=act.today + timedelta(days=25),
        currency="JPY",
        seller=await side_of(act, supplier),
        buyer=Side(**dict(own)),
        period=Period(starts_on=first, ends_on=second),
        lines=(
            _line("梱包資材", 40, 320, "S", 10, Period(starts_on=first, ends_on=first), "N-5521"),
            _line("有機煎茶 1kg", 12, 2850, "AA", 8, Period(starts_on=second, ends_on=second), "N-5560"),
        ),
        taxes=(
            ChargedTax(category="S", rate=Decimal(10), base=Decimal(12800), tax=Decimal(1280)),
            ChargedTax(category="AA", rate=Decimal(8), base=Decimal(34200), tax=Decimal(2736)),
        ),
    )


def _line(
    name: str, quantity: int, price: int, category: str, rate: int, on: Period, note: str
) -> ChargedLine:
    return ChargedLine(
        description=name, quantity=Decimal(quantity), unit="PCS", unit_name="個", unit_price=Decimal(price),
        discount=Decimal(0), amount=Decimal(quantity * price), category=category, rate=Decimal(rate),
        delivered=on, delivery_note=note,
    )  # fmt: skip
