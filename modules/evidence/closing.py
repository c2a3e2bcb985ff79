"""What evidence asks before a month is closed: is there a paper for all, and was it scanned in time."""

from erp.kernel.closing import Area, Check
from modules.evidence.missing import MISSING

CHECKS = (
    Check(
        name="MISSING_EVIDENCE",
        area=Area.LEDGER,
        blocks=False,
        page="evidence/missing",
        sql=f'SELECT count(*) FROM ({MISSING}) AS m WHERE m."on" <= :until',
    ),
    Check(
        name="SCAN_DUE",
        area=Area.LEDGER,
        blocks=False,
        page="evidence/missing",
        sql=f"""SELECT count(*) FROM ({MISSING}) AS m
                WHERE m."on" <= :until AND evidence.scan_deadline(m."on") <= :until::date + 14""",
    ),
)
