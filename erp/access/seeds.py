"""The first people: the house itself, an administrator, and in the demo one person per role."""

from erp.access import tables
from erp.access.built_in import keep_built_in_roles
from erp.access.passwords import hash_password
from erp.access.people import Person, insert_grant, insert_user
from erp.access.queries import ADMINISTRATOR, role_by_code
from erp.access.rules.credentials import new_password
from erp.access.rules.duties import BUILT_IN
from erp.kernel.asking import Act
from erp.kernel.keys import new_id
from erp.kernel.seeding import FirstSignIn

FIRST_LOGIN = "admin"
# They have no password, so nobody can sign in as one of them before an administrator draws one.
DEMO_PEOPLE = (
    ("hanako", "佐藤 花子", "sales"),
    ("ichiro", "鈴木 一郎", "warehouse"),
    ("megumi", "高橋 恵", "accounting"),
    ("makoto", "田中 誠", "auditor"),
    ("sho", "伊藤 翔", "developer"),
)


async def seed_base(act: Act) -> FirstSignIn:
    """Roles, duties, the account of the house, and an administrator whose password is told once.

    That password was drawn for whoever starts the system and shown to nobody else, so it may stay.
    """
    await _the_house(act)
    await keep_built_in_roles(act)
    await _keep_duties(act)
    password = new_password()
    person = Person(
        login=FIRST_LOGIN, name="管理者", company=act.company, password_hash=await hash_password(password)
    )
    user = await insert_user(act, person)
    await insert_grant(act, user, await role_by_code(act.tx, ADMINISTRATOR), None)
    return FirstSignIn(login=FIRST_LOGIN, password=password)


async def keep_current(act: Act) -> None:
    """Add the duties that came with this version; what somebody switched off or made stricter stays so."""
    await _keep_duties(act)


async def _keep_duties(act: Act) -> None:
    there = {row["code"] for row in await act.tx.rows("SELECT code FROM access.sod_rule")}
    rules = [
        {
            "id": new_id(),
            "code": duty.code,
            "permission_a": duty.permission_a,
            "permission_b": duty.permission_b,
            "mode": duty.mode,
            "reason": duty.reason,
        }
        for duty in BUILT_IN
        if duty.code not in there
    ]
    await act.tx.insert(tables.SodRule, rules)


async def seed_demo(act: Act) -> None:
    """One person for each kind of work, so that every role can be looked at."""
    for login, name, role in DEMO_PEOPLE:
        user = await insert_user(act, Person(login=login, name=name, company=act.company))
        await insert_grant(act, user, await role_by_code(act.tx, role), act.company)


async def _the_house(act: Act) -> None:
    """Whoever lays the foundation is named in it, like everybody who grants a right."""
    await act.tx.run(
        """INSERT INTO access.app_user (id, login, name, language, password_is_initial, is_active, is_service,
               is_developer, home_company, created_at)
           VALUES ($1, 'service@house', 'System', 'ja', false, true, true, false, $2, $3)
           ON CONFLICT DO NOTHING""",
        act.actor,
        act.company,
        act.at,
    )
