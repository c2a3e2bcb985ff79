from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Text

ID = "2026-11-22T02:00:00:000000"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="accounting", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="PostingAccount",
        tablename="posting_account",
        column_name="purpose",
        db_column_name="purpose",
        params={
            "choices": Enum(
                "PostingPurpose",
                {
                    "RECEIVABLE": "RECEIVABLE",
                    "ADVANCE_RECEIVED": "ADVANCE_RECEIVED",
                    "OUTPUT_TAX": "OUTPUT_TAX",
                    "SALES": "SALES",
                    "SALES_REDUCED": "SALES_REDUCED",
                    "SALES_EXPORT": "SALES_EXPORT",
                    "SALES_NON_TAXABLE": "SALES_NON_TAXABLE",
                    "SALES_OUT_OF_SCOPE": "SALES_OUT_OF_SCOPE",
                    "SALES_RETURNS": "SALES_RETURNS",
                    "BANK_FEE": "BANK_FEE",
                    "STOCK": "STOCK",
                    "COST_OF_SALES": "COST_OF_SALES",
                    "OPENING_BALANCE": "OPENING_BALANCE",
                    "GOODS_RECEIVED": "GOODS_RECEIVED",
                    "STOCK_LOSS": "STOCK_LOSS",
                    "STOCK_GAIN": "STOCK_GAIN",
                    "INPUT_TAX": "INPUT_TAX",
                    "TAX_PAYABLE": "TAX_PAYABLE",
                    "TAX_REFUNDABLE": "TAX_REFUNDABLE",
                    "TAX_ROUNDING_GAIN": "TAX_ROUNDING_GAIN",
                    "TAX_ROUNDING_LOSS": "TAX_ROUNDING_LOSS",
                    "TAXES_AND_DUES": "TAXES_AND_DUES",
                    "WITHHELD_TAX": "WITHHELD_TAX",
                    "SUSPENSE_PAYMENT": "SUSPENSE_PAYMENT",
                    "SUSPENSE_RECEIPT": "SUSPENSE_RECEIPT",
                    "PREPAID_EXPENSE": "PREPAID_EXPENSE",
                    "RETAINED_EARNINGS": "RETAINED_EARNINGS",
                    "UNBILLED": "UNBILLED",
                    "SUPPLIES": "SUPPLIES",
                    "PAYABLE": "PAYABLE",
                    "DEPRECIATION": "DEPRECIATION",
                    "ACCUMULATED_DEPRECIATION": "ACCUMULATED_DEPRECIATION",
                    "LUMP_SUM_ASSETS": "LUMP_SUM_ASSETS",
                    "SMALL_ASSETS": "SMALL_ASSETS",
                    "ASSET_SALE_GAIN": "ASSET_SALE_GAIN",
                    "ASSET_SALE_LOSS": "ASSET_SALE_LOSS",
                    "ASSET_RETIREMENT_LOSS": "ASSET_RETIREMENT_LOSS",
                    "EMPLOYEE_PAYABLE": "EMPLOYEE_PAYABLE",
                    "EXCHANGE_GAIN": "EXCHANGE_GAIN",
                    "EXCHANGE_LOSS": "EXCHANGE_LOSS",
                    "EXCHANGE_VALUATION": "EXCHANGE_VALUATION",
                    "INPUT_TAX_WAITING": "INPUT_TAX_WAITING",
                    "SALARY_PAYABLE": "SALARY_PAYABLE",
                    "IMPAIRMENT_LOSS": "IMPAIRMENT_LOSS",
                },
            )
        },
        old_params={
            "choices": Enum(
                "PostingPurpose",
                {
                    "RECEIVABLE": "RECEIVABLE",
                    "ADVANCE_RECEIVED": "ADVANCE_RECEIVED",
                    "OUTPUT_TAX": "OUTPUT_TAX",
                    "SALES": "SALES",
                    "SALES_REDUCED": "SALES_REDUCED",
                    "SALES_EXPORT": "SALES_EXPORT",
                    "SALES_NON_TAXABLE": "SALES_NON_TAXABLE",
                    "SALES_OUT_OF_SCOPE": "SALES_OUT_OF_SCOPE",
                    "SALES_RETURNS": "SALES_RETURNS",
                    "BANK_FEE": "BANK_FEE",
                    "STOCK": "STOCK",
                    "COST_OF_SALES": "COST_OF_SALES",
                    "OPENING_BALANCE": "OPENING_BALANCE",
                    "GOODS_RECEIVED": "GOODS_RECEIVED",
                    "STOCK_LOSS": "STOCK_LOSS",
                    "STOCK_GAIN": "STOCK_GAIN",
                    "INPUT_TAX": "INPUT_TAX",
                    "TAX_PAYABLE": "TAX_PAYABLE",
                    "TAX_REFUNDABLE": "TAX_REFUNDABLE",
                    "TAX_ROUNDING_GAIN": "TAX_ROUNDING_GAIN",
                    "TAX_ROUNDING_LOSS": "TAX_ROUNDING_LOSS",
                    "TAXES_AND_DUES": "TAXES_AND_DUES",
                    "WITHHELD_TAX": "WITHHELD_TAX",
                    "SUSPENSE_PAYMENT": "SUSPENSE_PAYMENT",
                    "SUSPENSE_RECEIPT": "SUSPENSE_RECEIPT",
                    "PREPAID_EXPENSE": "PREPAID_EXPENSE",
                    "RETAINED_EARNINGS": "RETAINED_EARNINGS",
                    "UNBILLED": "UNBILLED",
                    "PAYABLE": "PAYABLE",
                    "DEPRECIATION": "DEPRECIATION",
                    "ACCUMULATED_DEPRECIATION": "ACCUMULATED_DEPRECIATION",
                    "LUMP_SUM_ASSETS": "LUMP_SUM_ASSETS",
                    "SMALL_ASSETS": "SMALL_ASSETS",
                    "ASSET_SALE_GAIN": "ASSET_SALE_GAIN",
                    "ASSET_SALE_LOSS": "ASSET_SALE_LOSS",
                    "ASSET_RETIREMENT_LOSS": "ASSET_RETIREMENT_LOSS",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="accounting",
    )

    return manager
