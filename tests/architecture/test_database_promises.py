"""What the database itself promises, asked of the migrated database and not of the classes."""

from tests.facade import Erp

SCHEMAS = (
    "kernel", "masterdata", "access", "accounting", "approval", "assets", "attendance", "billing",
    "einvoicing", "evidence", "expenses", "forms", "hr", "identity", "inventory", "kpi", "ordering",
    "payables", "purchasing", "sync",
)  # fmt: skip
HOUSE = {"kernel", "masterdata", "access", "approval", "sync"}

FOREIGN_KEYS = """
    SELECT c.conname AS name, from_schema.nspname AS from_schema, to_schema.nspname AS to_schema,
           c.confdeltype AS on_delete
    FROM pg_constraint c
    JOIN pg_class source ON source.oid = c.conrelid
    JOIN pg_namespace from_schema ON from_schema.oid = source.relnamespace
    JOIN pg_class target ON target.oid = c.confrelid
    JOIN pg_namespace to_schema ON to_schema.oid = target.relnamespace
    WHERE c.contype = 'f' AND from_schema.nspname = ANY($1::text[])
"""

COMPANY_TABLES = """
    SELECT n.nspname || '.' || c.relname AS name, c.relrowsecurity AS walled, c.relforcerowsecurity AS forced
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'company' AND NOT a.attisdropped
    WHERE c.relkind = 'r' AND n.nspname = ANY($1::text[])
"""

RIGHTS = """
    SELECT n.nspname || '.' || c.relname AS name,
           has_table_privilege('erp_app', c.oid, 'UPDATE') AS may_update,
           has_table_privilege('erp_app', c.oid, 'DELETE') AS may_delete,
           has_table_privilege('erp_app', c.oid, 'TRUNCATE') AS may_truncate
    FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname = ANY($1::text[])
"""

FACTS = {
    "kernel.audit",
    "kernel.audit_chain",
    "kernel.stored_file",
    "kernel.file_removal",
    "evidence.evidence_link",
    "evidence.evidence_correction",
    "approval.authority_step",
    "approval.authority_approver",
    "approval.decision",
    "approval.passage",
    "expenses.policy_limit",
    "expenses.allowance_rate",
    "expenses.claimant_term",
    "expenses.card_statement",
    "expenses.card_line",
    "expenses.cash_advance",
    "attendance.work_rule",
    "attendance.pattern_use",
    "attendance.scheduled_day",
    "attendance.overtime_agreement",
    "attendance.attendance_import",
    "attendance.day_entry",
    "attendance.overtime_notice",
    "attendance.leave_grant",
    "attendance.leave_taking",
    "attendance.pay_amount",
    "attendance.payroll_period",
    "attendance.payroll_line",
    "attendance.payroll_file",
    "hr.private_reading",
    "hr.people_import",
    "kpi.process_definition",
    "kpi.process_minutes",
    "forms.request_outcome",
    "identity.attempt",
    "identity.wish_version",
    "identity.escalation",
    "identity.source_reading",
    "forms.alert",
    "accounting.journal_entry",
    "accounting.journal_line",
    "accounting.invoice",
    "accounting.invoice_line",
    "accounting.receipt",
    "accounting.matching",
    "billing.supply_line",
    "billing.closing_bill_tax",
    "inventory.stock_move",
    "inventory.shipment",
    "inventory.shipment_line",
    "inventory.stock_receipt",
    "inventory.stock_adjustment",
    "purchasing.goods_receipt",
    "purchasing.inspection",
    "purchasing.goods_accrual",
    "inventory.costing_choice",
    "inventory.stock_cost",
    "inventory.stock_cost_line",
}


def test_no_foreign_key_leaves_a_module_but_to_the_house_and_all_restrict(erp: Erp) -> None:
    found = erp.running.sql(FOREIGN_KEYS, list(SCHEMAS))

    assert len(found) > 60
    for each in found:
        kind = each["on_delete"].decode() if isinstance(each["on_delete"], bytes) else each["on_delete"]
        assert kind in ("r", "a"), f"{each['name']} does not restrict deletes"
        if each["from_schema"] != each["to_schema"]:
            assert each["to_schema"] in HOUSE, f"{each['name']} leaves {each['from_schema']}"


def test_every_row_of_a_company_is_behind_its_wall(erp: Erp) -> None:
    # These have no wall: the worker sweeps all companies at once, and who signs in has no company yet.
    open_on_purpose = {
        "kernel.audit", "kernel.event", "kernel.delivery", "kernel.idempotency", "kernel.counter",
    }  # fmt: skip
    found = erp.running.sql(COMPANY_TABLES, list(SCHEMAS))

    walled = {each["name"] for each in found if each["walled"] and each["forced"]}
    assert len(walled) >= 25
    for each in found:
        if each["name"] not in open_on_purpose and not each["name"].startswith("access."):
            assert each["name"] in walled, f"{each['name']} can be read across companies"


def test_facts_cannot_be_changed_by_the_application(erp: Erp) -> None:
    found = {each["name"]: each for each in erp.running.sql(RIGHTS, list(SCHEMAS))}

    assert set(found) >= FACTS
    for name in sorted(FACTS):
        assert not found[name]["may_update"], f"{name} can be updated"
        assert not found[name]["may_delete"], f"{name} can be deleted from"
    assert not [name for name, each in found.items() if each["may_truncate"]]


def test_the_applications_role_has_no_power_over_the_walls(erp: Erp) -> None:
    (role,) = erp.running.sql(
        "SELECT rolsuper, rolbypassrls, rolcreatedb, rolcreaterole FROM pg_roles WHERE rolname = 'erp_app'"
    )
    assert not any(role.values())
    owners = erp.running.sql(
        "SELECT DISTINCT tableowner FROM pg_tables WHERE schemaname = ANY($1::text[])", list(SCHEMAS)
    )
    assert "erp_app" not in {each["tableowner"] for each in owners}


def test_every_table_of_business_is_audited(erp: Erp) -> None:
    found = erp.running.sql(
        """SELECT n.nspname || '.' || c.relname AS name,
                  EXISTS (SELECT FROM pg_trigger t
                          WHERE t.tgrelid = c.oid AND t.tgname LIKE '%audit%') AS audited
           FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE c.relkind = 'r' AND n.nspname = ANY($1::text[])""",
        [
            "masterdata",
            "approval",
            "accounting",
            "assets",
            "attendance",
            "einvoicing",
            "evidence",
            "expenses",
            "forms",
            "hr",
            "identity",
            "inventory",
            "kpi",
            "ordering",
            "payables",
            "purchasing",
        ],
    )
    # Sums that can be made again from their lines at any time, and what is still to be printed.
    sums = ("account_month", "account_day", "department_month", "party_month", "roll_up_mark")
    derived = {f"accounting.{name}" for name in (*sums, "rendering_request")}
    derived |= {"kpi.transition", "kpi.subject", "kpi.roll_up_mark"}
    derived |= {f"inventory.{name}" for name in ("stock_day", "stock_month", "stock_posting", "cost_layer")}
    derived |= {"forms.field_value"}
    # Told by others and told again at any time, or the progress of an order whose versions are facts.
    told = ("work_desk", "holder", "holder_post", "held_name", "inventory_page", "account_entitlement")
    derived |= {f"identity.{name}" for name in (*told, "wish", "plan_item")}

    assert len(found) > 35
    assert {each["name"] for each in found if not each["audited"]} <= derived
