"""The account as which connections ask the house: a program like any other, with the rights of one role."""

from uuid import UUID

from erp.access.people import Person, insert_grant, insert_user
from erp.access.queries import role_by_code
from erp.access.who_asks import service_asking
from erp.kernel import clock
from erp.kernel.asking import Act, Asking
from erp.kernel.database import Database
from erp.kernel.pool import WHOEVER

ROLE = "connections"
VERB = "keep_connections_account"
READ = """
    SELECT u.id, u.name, u.is_active, c.currency, c.timezone, ARRAY(
        SELECT DISTINCT p.permission FROM access.role_grant g JOIN access.role_permission p ON p.role = g.role
        WHERE g.holder = u.id AND (g.in_company IS NULL OR g.in_company = c.id)) AS permissions
    FROM access.app_user u JOIN masterdata.company c ON c.id = $1
    WHERE u.login = 'connections.' || replace(c.id::text, '-', '')
"""


class NotAllowedToWork(Exception):
    """Somebody has disabled the account of the connections; they rest until it is enabled."""


async def program_asking(database: Database, company: UUID) -> Asking:
    """Who asks for the connections of a company; the account is made the first time."""
    rows = await database.rows(READ, company, company=WHOEVER)
    if not rows:
        await _make(database, company)
        rows = await database.rows(READ, company, company=WHOEVER)
    row = rows[0]
    if not row["is_active"]:
        raise NotAllowedToWork()
    return Asking(
        actor=row["id"],
        actor_name=row["name"],
        company=company,
        currency=row["currency"],
        timezone=row["timezone"],
        language="ja",
        permissions=frozenset(row["permissions"]),
        via="worker",
        today=clock.today(row["timezone"]),
    )


async def _make(database: Database, company: UUID) -> None:
    asking = await service_asking(database, company)
    async with database.transaction(asking=asking, verb=VERB) as tx:
        act = Act(tx=tx, asking=asking, verb=VERB)
        login = f"connections.{company.hex}"
        user = await insert_user(
            act, Person(login=login, name="データ連携", company=company, is_service=True)
        )
        await insert_grant(act, user, await role_by_code(tx, ROLE), company)
