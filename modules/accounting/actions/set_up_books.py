"""Set up the books of a company: its documents know where to post, and its first months are open."""

from datetime import date
from uuid import UUID

from erp import masterdata
from erp.kernel.asking import Act
from erp.kernel.errors import Refused
from erp.kernel.keys import new_id
from erp.kernel.locking import lock_name
from modules.accounting import tables
from modules.accounting.actions.open_fiscal_year import open_fiscal_year
from modules.accounting.actions.register_bank_account import register_bank_account
from modules.accounting.states import PostingPurpose

# By the starter chart of accounts; a company may name other accounts afterwards.
USUAL = {
    PostingPurpose.RECEIVABLE: "1220",
    PostingPurpose.ADVANCE_RECEIVED: "2190",
    PostingPurpose.OUTPUT_TAX: "2180",
    PostingPurpose.SALES: "4110",
    PostingPurpose.SALES_REDUCED: "4120",
    PostingPurpose.SALES_EXPORT: "4140",
    PostingPurpose.SALES_NON_TAXABLE: "4150",
    PostingPurpose.SALES_OUT_OF_SCOPE: "4110",
    PostingPurpose.SALES_RETURNS: "4190",
    PostingPurpose.BANK_FEE: "6350",
    PostingPurpose.STOCK: "1310",
    PostingPurpose.COST_OF_SALES: "5150",
    PostingPurpose.OPENING_BALANCE: "3150",
    PostingPurpose.GOODS_RECEIVED: "2125",
    PostingPurpose.STOCK_LOSS: "5170",
    PostingPurpose.STOCK_GAIN: "7130",
    PostingPurpose.INPUT_TAX: "1460",
    PostingPurpose.TAX_PAYABLE: "2170",
    PostingPurpose.TAX_REFUNDABLE: "1430",
    PostingPurpose.TAX_ROUNDING_GAIN: "7130",
    PostingPurpose.TAX_ROUNDING_LOSS: "7230",
    PostingPurpose.TAXES_AND_DUES: "6340",
    PostingPurpose.WITHHELD_TAX: "2210",
    PostingPurpose.SUSPENSE_PAYMENT: "1450",
    PostingPurpose.SUSPENSE_RECEIPT: "2250",
    PostingPurpose.PREPAID_EXPENSE: "1420",
    PostingPurpose.RETAINED_EARNINGS: "3150",
    PostingPurpose.UNBILLED: "1221",
    PostingPurpose.SUPPLIES: "6270",
    PostingPurpose.PAYABLE: "2120",
    PostingPurpose.DEPRECIATION: "6420",
    PostingPurpose.ACCUMULATED_DEPRECIATION: "1590",
    PostingPurpose.LUMP_SUM_ASSETS: "1595",
    PostingPurpose.SMALL_ASSETS: "6275",
    PostingPurpose.ASSET_SALE_GAIN: "8110",
    PostingPurpose.ASSET_SALE_LOSS: "8210",
    PostingPurpose.ASSET_RETIREMENT_LOSS: "8220",
    PostingPurpose.EMPLOYEE_PAYABLE: "2140",
    PostingPurpose.EXCHANGE_GAIN: "7140",
    PostingPurpose.EXCHANGE_LOSS: "7220",
    PostingPurpose.EXCHANGE_VALUATION: "2145",
    PostingPurpose.INPUT_TAX_WAITING: "1465",
    PostingPurpose.SALARY_PAYABLE: "2155",
    PostingPurpose.IMPAIRMENT_LOSS: "8230",
}
BANK = "1130"
# Consumption tax is levied by companies that keep their books in this currency.
TAXED_CURRENCY = "JPY"
OF_CONSUMPTION_TAX = frozenset(
    {
        PostingPurpose.OUTPUT_TAX,
        PostingPurpose.INPUT_TAX,
        PostingPurpose.INPUT_TAX_WAITING,
        PostingPurpose.TAX_PAYABLE,
        PostingPurpose.TAX_REFUNDABLE,
        PostingPurpose.TAX_ROUNDING_GAIN,
        PostingPurpose.TAX_ROUNDING_LOSS,
    }
)


class BooksThere(Refused):
    """The company's books were set up before."""


async def set_up_books(*, act: Act, starts_on: date) -> UUID:
    """Name the usual accounts for every purpose and a bank account, and open the first fiscal year.

    A company whose books are not in yen gets no account for output tax: what it sells is out of scope.
    """
    await lock_name(act, "books", act.company)
    if await act.tx.value(
        "SELECT true FROM accounting.posting_account WHERE company = $1 LIMIT 1", act.company
    ):
        raise BooksThere()
    company = await masterdata.company_row(act.tx, act.company)
    usual = {
        purpose: code
        for purpose, code in USUAL.items()
        if company.currency == TAXED_CURRENCY or purpose not in OF_CONSUMPTION_TAX
    }
    accounts = await masterdata.accounts(act.tx, [*usual.values(), BANK])
    await act.tx.insert(
        tables.PostingAccount,
        [
            {"id": new_id(), "company": act.company, "purpose": purpose.value, "account": accounts[code]}
            for purpose, code in usual.items()
        ],
    )
    name = "普通預金" if company.currency == TAXED_CURRENCY else "Bank account"
    await register_bank_account(act=act, name=name, account=accounts[BANK], is_default=True)
    return await open_fiscal_year(act=act, starts_on=starts_on)
