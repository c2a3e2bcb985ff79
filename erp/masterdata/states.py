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


class RegistrationEnd(str, Enum):
    """Why a registration as an issuer of qualified invoices ended."""

    REVOKED = "REVOKED"  # 取消
    LAPSED = "LAPSED"  # 失効


class RegistrationState(str, Enum):
    """Whether somebody may issue qualified invoices on a day, as far as we know."""

    REGISTERED = "REGISTERED"  # 登録あり
    UNVERIFIED = "UNVERIFIED"  # 未確認: a number nobody has looked up
    NOT_REGISTERED = "NOT_REGISTERED"  # 登録なし


class BillingPolicy(str, Enum):
    """When a customer gets an invoice, and which paper is the qualified one; never two for one supply.

    CLOSING_BILL: one invoice at each closing day, its tax once per rate on the period's total.
    CLOSING_STATEMENT: an invoice for each shipment, and at each closing day a statement that adds them up.
    """

    PER_SHIPMENT = "PER_SHIPMENT"  # 出荷ごと
    PER_ORDER = "PER_ORDER"  # 受注ごと
    CLOSING_BILL = "CLOSING_BILL"  # 締め請求
    CLOSING_STATEMENT = "CLOSING_STATEMENT"  # 出荷ごとの請求書を締めでまとめる


class AddressKind(str, Enum):
    """What an address is used for."""

    HEAD_OFFICE = "HEAD_OFFICE"  # 本社
    BILLING = "BILLING"  # 請求先
    SHIPPING = "SHIPPING"  # 納品先


class ProductKind(str, Enum):
    """Goods can lie in a warehouse; a service cannot."""

    GOODS = "GOODS"  # 商品
    SERVICE = "SERVICE"  # 役務


class Tracking(str, Enum):
    """How goods of a product are told from each other on the shelf."""

    NONE = "NONE"  # 区別しない
    LOT = "LOT"  # ロット
    EXPIRY = "EXPIRY"  # ロットと期限
    SERIAL = "SERIAL"  # シリアル番号


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


class StatementLine(str, Enum):
    """Where an account stands in the balance sheet or the profit and loss statement, from top to bottom."""

    QUICK_ASSETS = "QUICK_ASSETS"  # 当座資産
    INVENTORIES = "INVENTORIES"  # 棚卸資産
    OTHER_CURRENT_ASSETS = "OTHER_CURRENT_ASSETS"  # その他の流動資産
    TANGIBLE_ASSETS = "TANGIBLE_ASSETS"  # 有形固定資産
    INTANGIBLE_ASSETS = "INTANGIBLE_ASSETS"  # 無形固定資産
    INVESTMENTS = "INVESTMENTS"  # 投資その他の資産
    DEFERRED_ASSETS = "DEFERRED_ASSETS"  # 繰延資産
    CURRENT_LIABILITIES = "CURRENT_LIABILITIES"  # 流動負債
    LONG_TERM_LIABILITIES = "LONG_TERM_LIABILITIES"  # 固定負債
    CAPITAL_STOCK = "CAPITAL_STOCK"  # 資本金
    CAPITAL_SURPLUS = "CAPITAL_SURPLUS"  # 資本剰余金
    RETAINED_EARNINGS = "RETAINED_EARNINGS"  # 利益剰余金
    TREASURY_STOCK = "TREASURY_STOCK"  # 自己株式
    VALUATION_DIFFERENCES = "VALUATION_DIFFERENCES"  # 評価・換算差額等
    SALES = "SALES"  # 売上高
    COST_OF_SALES = "COST_OF_SALES"  # 売上原価
    SELLING_AND_ADMINISTRATION = "SELLING_AND_ADMINISTRATION"  # 販売費及び一般管理費
    NON_OPERATING_INCOME = "NON_OPERATING_INCOME"  # 営業外収益
    NON_OPERATING_EXPENSES = "NON_OPERATING_EXPENSES"  # 営業外費用
    EXTRAORDINARY_INCOME = "EXTRAORDINARY_INCOME"  # 特別利益
    EXTRAORDINARY_LOSSES = "EXTRAORDINARY_LOSSES"  # 特別損失
    INCOME_TAXES = "INCOME_TAXES"  # 法人税等


class MasterKind(str, Enum):
    """Master records that somebody looks after."""

    PARTY = "PARTY"
    PRODUCT = "PRODUCT"
    ACCOUNT = "ACCOUNT"
    TAX_CODE = "TAX_CODE"
    DEPARTMENT = "DEPARTMENT"
    WAREHOUSE = "WAREHOUSE"


class HolidayKind(str, Enum):
    """Why a day is a national holiday."""

    NATIONAL = "NATIONAL"  # 国民の祝日
    SUBSTITUTE = "SUBSTITUTE"  # 振替休日
    BETWEEN = "BETWEEN"  # 国民の休日


class RateKind(str, Enum):
    """Which of a bank's rates it is: what it gives, what it takes, or the middle of the two."""

    TTM = "TTM"  # 仲値
    TTS = "TTS"  # 電信売相場
    TTB = "TTB"  # 電信買相場
    COMPANY = "COMPANY"  # 社内レート
