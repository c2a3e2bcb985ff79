"""The kinds a master record can be of. Masters have no life cycle: they are active or they are not."""

from enum import Enum


class PartyKind(str, Enum):
    """What stands behind a name."""

    COMPANY = "COMPANY"  # 法人
    PERSON = "PERSON"  # 個人
    GOVERNMENT = "GOVERNMENT"  # 官公庁


class TNumberState(str, Enum):
    """How far the registration number of a qualified invoice issuer can be relied upon.

    A wrong check digit is a warning only: official sample numbers are well-formed and fail it.
    """

    NONE = "NONE"  # 未登録
    WELL_FORMED = "WELL_FORMED"  # 形式確認済
    DOUBTFUL = "DOUBTFUL"  # 検査数字が合わない


class BillingPolicy(str, Enum):
    """When a customer gets an invoice."""

    PER_SHIPMENT = "PER_SHIPMENT"  # 出荷ごと
    PER_ORDER = "PER_ORDER"  # 受注ごと


class AddressKind(str, Enum):
    """What an address is used for."""

    HEAD_OFFICE = "HEAD_OFFICE"  # 本社
    BILLING = "BILLING"  # 請求先
    SHIPPING = "SHIPPING"  # 納品先


class ProductKind(str, Enum):
    """Goods can lie in a warehouse; a service cannot."""

    GOODS = "GOODS"  # 商品
    SERVICE = "SERVICE"  # 役務


class TaxKind(str, Enum):
    """Classes of the consumption tax act, by the tax agency's own English words."""

    TAXABLE = "TAXABLE"  # 課税 標準税率
    REDUCED = "REDUCED"  # 課税 軽減税率
    EXEMPT = "EXEMPT"  # 免税 (exports; they count as taxable sales at 0 %)
    NON_TAXABLE = "NON_TAXABLE"  # 非課税 (land, interest, insurance, stamps)
    OUT_OF_SCOPE = "OUT_OF_SCOPE"  # 不課税・対象外 (wages, dividends, damages)


class TaxDirection(str, Enum):
    """Whether a tax code is for what we sell, what we buy, or either."""

    SALES = "SALES"
    PURCHASE = "PURCHASE"
    BOTH = "BOTH"


class AccountKind(str, Enum):
    """The five sides of the books."""

    ASSET = "ASSET"  # 資産
    LIABILITY = "LIABILITY"  # 負債
    EQUITY = "EQUITY"  # 純資産
    REVENUE = "REVENUE"  # 収益
    EXPENSE = "EXPENSE"  # 費用


class MasterKind(str, Enum):
    """Master records that somebody looks after."""

    PARTY = "PARTY"
    PRODUCT = "PRODUCT"
    ACCOUNT = "ACCOUNT"
    TAX_CODE = "TAX_CODE"
    DEPARTMENT = "DEPARTMENT"
    WAREHOUSE = "WAREHOUSE"
