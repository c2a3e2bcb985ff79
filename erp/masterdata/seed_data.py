"""What every installation starts with: units, tax codes with their rates since 1989, and one company."""

from datetime import date
from typing import NamedTuple

from erp.kernel.money import Rounding
from erp.masterdata.states import TaxDirection, TaxKind


class SeedUnit(NamedTuple):
    """A unit and how finely it is split."""

    code: str
    name_ja: str
    name_en: str
    decimals: int = 0


class SeedTax(NamedTuple):
    """A tax code; `rates` are (per cent, from, to), both days included."""

    code: str
    name_ja: str
    name_en: str
    kind: TaxKind
    direction: TaxDirection
    category: str
    rates: tuple[tuple[str, date, date | None], ...]


class SeedPrepared(NamedTuple):
    """A rate that a bill announces for some tax codes, both days included."""

    tax_codes: tuple[str, ...]
    rate: str
    valid_from: date
    valid_to: date | None
    source: str


UNITS = (
    SeedUnit("PCS", "個", "pieces"),
    SeedUnit("BTL", "本", "bottles"),
    SeedUnit("SHT", "枚", "sheets"),
    SeedUnit("BAG", "袋", "bags"),
    SeedUnit("CS", "ケース", "cases"),
    SeedUnit("BOX", "箱", "boxes"),
    SeedUnit("SET", "セット", "sets"),
    SeedUnit("UNIT", "台", "units"),
    SeedUnit("VOL", "冊", "volumes"),
    SeedUnit("KG", "kg", "kilograms", 3),
    SeedUnit("L", "L", "litres", 3),
    SeedUnit("M", "m", "metres", 2),
    SeedUnit("H", "時間", "hours", 2),
    SeedUnit("JOB", "式", "jobs"),
)

# Consumption tax act and its amendments: 3 % from 1989, 5 % from 1997, 8 % from 2014, 10 % from 2019.
_BEGIN = date(1989, 4, 1)
_STANDARD = (
    ("3", _BEGIN, date(1997, 3, 31)),
    ("5", date(1997, 4, 1), date(2014, 3, 31)),
    ("8", date(2014, 4, 1), date(2019, 9, 30)),
    ("10", date(2019, 10, 1), None),
)
_REDUCED = (("8", date(2019, 10, 1), None),)
# Transitional contracts are taxed at the old 8 % after 2019, which is another class than the reduced 8 %.
_OLD = (("8", date(2014, 4, 1), None),)
_NOTHING = (("0", _BEGIN, None),)

_SALE, _BUY, _BOTH = TaxDirection.SALES, TaxDirection.PURCHASE, TaxDirection.BOTH
_FULL, _LOW = TaxKind.TAXABLE, TaxKind.REDUCED

TAX_CODES = (
    SeedTax("S10", "課税売上 標準税率", "Taxable sales, standard rate", _FULL, _SALE, "S", _STANDARD),
    SeedTax("S8", "課税売上 軽減税率", "Taxable sales, reduced rate", _LOW, _SALE, "AA", _REDUCED),
    SeedTax("S8OLD", "課税売上 旧税率8%", "Taxable sales, old rate of 8 %", _FULL, _SALE, "S", _OLD),
    SeedTax("G", "輸出免税", "Exports", TaxKind.EXEMPT, _SALE, "G", _NOTHING),
    SeedTax("E", "非課税", "Non-taxable", TaxKind.NON_TAXABLE, _BOTH, "E", _NOTHING),
    SeedTax("O", "不課税・対象外", "Out of scope", TaxKind.OUT_OF_SCOPE, _BOTH, "O", _NOTHING),
    SeedTax("P10", "課税仕入 標準税率", "Taxable purchases, standard rate", _FULL, _BUY, "S", _STANDARD),
    SeedTax("P8", "課税仕入 軽減税率", "Taxable purchases, reduced rate", _LOW, _BUY, "AA", _REDUCED),
    SeedTax("P8OLD", "課税仕入 旧税率8%", "Taxable purchases, old rate of 8 %", _FULL, _BUY, "S", _OLD),
)

# Bills: prepared and switched off until they are law; a person enacts them on the page of the tax code.
PREPARED_RATES = (
    SeedPrepared(
        ("S8", "P8"), "1", date(2027, 4, 1), date(2029, 3, 31), "飲食料品の税率引下げ（法案。2026年9月大綱）"
    ),
)

FIRST_COMPANY = {
    "code": "MIHON",
    "name": "見本商事株式会社",
    "name_kana": "ミホンショウジ",
    "currency": "JPY",
    "timezone": "Asia/Tokyo",
    "t_number": "T9999900000009",
    "corporate_number": "9999900000009",
    "postal_code": "100-0000",
    "address": "東京都千代田区見本町1-2-3",
    "phone": "03-0000-1000",
    "fiscal_year_start_month": 4,
    "tax_rounding": Rounding.DOWN,
    "is_active": True,
}
