from piccolo.apps.migrations.auto.migration_manager import MigrationManager
from enum import Enum
from piccolo.columns.column_types import Text

ID = "2026-11-21T23:58:30:000000"
VERSION = "1.38.0"
DESCRIPTION = ""


async def forwards():
    manager = MigrationManager(
        migration_id=ID, app_name="einvoicing", description=DESCRIPTION
    )

    manager.alter_column(
        table_class_name="EInvoiceFault",
        tablename="e_invoice_fault",
        column_name="kind",
        db_column_name="kind",
        params={
            "choices": Enum(
                "EInvoiceFaultKind",
                {
                    "UNKNOWN_SPECIFICATION": "UNKNOWN_SPECIFICATION",
                    "WRONG_TYPE": "WRONG_TYPE",
                    "NUMBER_MISSING": "NUMBER_MISSING",
                    "DATE_MISSING": "DATE_MISSING",
                    "CURRENCY_MISSING": "CURRENCY_MISSING",
                    "LINES_MISSING": "LINES_MISSING",
                    "PERIOD_MISSING": "PERIOD_MISSING",
                    "NAME_MISSING": "NAME_MISSING",
                    "ENDPOINT_MISSING": "ENDPOINT_MISSING",
                    "YEN_TAX_MISSING": "YEN_TAX_MISSING",
                    "T_NUMBER_MISSING": "T_NUMBER_MISSING",
                    "T_NUMBER_WRONG_FORM": "T_NUMBER_WRONG_FORM",
                    "T_NUMBER_NOT_ALLOWED": "T_NUMBER_NOT_ALLOWED",
                    "CATEGORY_MISSING": "CATEGORY_MISSING",
                    "UNKNOWN_CATEGORY": "UNKNOWN_CATEGORY",
                    "PERCENT_MISSING": "PERCENT_MISSING",
                    "PERCENT_NOT_ALLOWED": "PERCENT_NOT_ALLOWED",
                    "WRONG_PERCENT": "WRONG_PERCENT",
                    "NOT_WHOLE_YEN": "NOT_WHOLE_YEN",
                    "AMOUNT_MISSING": "AMOUNT_MISSING",
                    "SUBTOTAL_TWICE": "SUBTOTAL_TWICE",
                    "SUBTOTAL_DIFFERS": "SUBTOTAL_DIFFERS",
                    "SUBTOTAL_MISSING": "SUBTOTAL_MISSING",
                    "TAX_DIFFERS": "TAX_DIFFERS",
                    "TOTALS_MISSING": "TOTALS_MISSING",
                    "TOTAL_DIFFERS": "TOTAL_DIFFERS",
                    "NOT_FOR_US": "NOT_FOR_US",
                    "NOT_UNDERSTOOD": "NOT_UNDERSTOOD",
                },
            )
        },
        old_params={
            "choices": Enum(
                "EInvoiceFaultKind",
                {
                    "UNKNOWN_SPECIFICATION": "UNKNOWN_SPECIFICATION",
                    "WRONG_TYPE": "WRONG_TYPE",
                    "NUMBER_MISSING": "NUMBER_MISSING",
                    "DATE_MISSING": "DATE_MISSING",
                    "CURRENCY_MISSING": "CURRENCY_MISSING",
                    "LINES_MISSING": "LINES_MISSING",
                    "PERIOD_MISSING": "PERIOD_MISSING",
                    "NAME_MISSING": "NAME_MISSING",
                    "ENDPOINT_MISSING": "ENDPOINT_MISSING",
                    "YEN_TAX_MISSING": "YEN_TAX_MISSING",
                    "T_NUMBER_MISSING": "T_NUMBER_MISSING",
                    "T_NUMBER_WRONG_FORM": "T_NUMBER_WRONG_FORM",
                    "T_NUMBER_NOT_ALLOWED": "T_NUMBER_NOT_ALLOWED",
                    "CATEGORY_MISSING": "CATEGORY_MISSING",
                    "UNKNOWN_CATEGORY": "UNKNOWN_CATEGORY",
                    "PERCENT_MISSING": "PERCENT_MISSING",
                    "PERCENT_NOT_ALLOWED": "PERCENT_NOT_ALLOWED",
                    "WRONG_PERCENT": "WRONG_PERCENT",
                    "NOT_WHOLE_YEN": "NOT_WHOLE_YEN",
                    "AMOUNT_MISSING": "AMOUNT_MISSING",
                    "SUBTOTAL_TWICE": "SUBTOTAL_TWICE",
                    "SUBTOTAL_DIFFERS": "SUBTOTAL_DIFFERS",
                    "SUBTOTAL_MISSING": "SUBTOTAL_MISSING",
                    "TAX_DIFFERS": "TAX_DIFFERS",
                    "TOTALS_MISSING": "TOTALS_MISSING",
                    "TOTAL_DIFFERS": "TOTAL_DIFFERS",
                },
            )
        },
        column_class=Text,
        old_column_class=Text,
        schema="einvoicing",
    )

    return manager
