"""Taking over what a whole reading told: accounts, what they hold, and what is gone.

Set by set, a constant number of statements however many accounts there are. What became known after the
reading began (a report of our own work) is newer than the reading and stays.
"""

from typing import Any
from uuid import UUID

from erp.kernel.asking import Act
from modules.identity import tables
from modules.identity.matching import match_system
from modules.identity.states import INVENTORY, InventoryState

_TOLD = """
    told AS (
        SELECT DISTINCT ON (x."externalId") x.*
        FROM identity.inventory_page p, jsonb_to_recordset(p.accounts) AS x(
            "externalId" text, key text, "userName" text, email text, "familyName" text, "givenName" text,
            "displayName" text, department text, title text, active boolean, version text,
            "lastUsedAt" timestamptz, "isAdministrator" boolean, groups jsonb, licences jsonb)
        WHERE p.inventory = $1 ORDER BY x."externalId", p.id DESC)
"""
COUNT = f"WITH {_TOLD} SELECT count(*) FROM told"
PRESENT = "SELECT count(*) FROM identity.account WHERE system = $1 AND gone_at IS NULL"
# One that comes back after its owner was given another is nobody's until a person has looked.
RETURNING = f"""
    WITH {_TOLD}
    UPDATE identity.account a SET person = NULL, matched_by = NULL FROM told t
    WHERE a.system = $2 AND a.external_id = t."externalId" AND a.gone_at IS NOT NULL AND EXISTS (
        SELECT FROM identity.account b WHERE b.system = a.system AND b.person = a.person
            AND b.gone_at IS NULL)
"""
ACCOUNTS = f"""
    WITH {_TOLD}
    INSERT INTO identity.account AS a (company, system, external_id, key, user_name, email, family_name,
        given_name, display_name, department, title, standing, version, last_used_at, is_administrator,
        first_seen_at, seen_at)
    SELECT $3, $2, "externalId", nullif(key, ''), "userName", coalesce(email, ''), coalesce("familyName", ''),
        coalesce("givenName", ''), coalesce("displayName", ''), coalesce(department, ''), coalesce(title, ''),
        CASE active WHEN true THEN 'ACTIVE' WHEN false THEN 'SUSPENDED' ELSE 'UNKNOWN' END,
        version, "lastUsedAt", coalesce("isAdministrator", false), $4, $4
    FROM told
    ON CONFLICT (system, external_id) DO UPDATE SET
        key = excluded.key, user_name = excluded.user_name, email = excluded.email,
        family_name = excluded.family_name, given_name = excluded.given_name,
        display_name = excluded.display_name, department = excluded.department, title = excluded.title,
        standing = excluded.standing, version = excluded.version,
        last_used_at = coalesce(greatest(excluded.last_used_at, a.last_used_at), excluded.last_used_at),
        is_administrator = excluded.is_administrator, seen_at = excluded.seen_at, gone_at = NULL
    WHERE a.seen_at <= excluded.seen_at
"""
GONE = f"""
    WITH {_TOLD}
    UPDATE identity.account a SET gone_at = $3
    WHERE a.system = $2 AND a.gone_at IS NULL AND a.seen_at < $3
      AND NOT EXISTS (SELECT FROM told t WHERE t."externalId" = a.external_id)
"""
_GROUPS = """
    named AS (
        SELECT x."externalId", max(x.name) AS name
        FROM identity.inventory_page p, jsonb_to_recordset(p.groups) AS x("externalId" text, name text)
        WHERE p.inventory = $1 GROUP BY x."externalId")
"""
GROUPS = f"""
    WITH {_GROUPS}, {_TOLD}, every AS (
        SELECT 'GROUP' AS kind, "externalId" AS id, name FROM named
        UNION ALL SELECT DISTINCT 'LICENCE', l.id, l.id FROM told, jsonb_array_elements_text(
            CASE jsonb_typeof(told.licences) WHEN 'array' THEN told.licences ELSE '[]' END) AS l(id)
        UNION ALL SELECT DISTINCT 'GROUP', g.id, g.id FROM told, jsonb_array_elements_text(
            CASE jsonb_typeof(told.groups) WHEN 'array' THEN told.groups ELSE '[]' END) AS g(id)
            WHERE NOT EXISTS (SELECT FROM named WHERE named."externalId" = g.id))
    INSERT INTO identity.entitlement AS e (company, system, kind, external_id, name, is_sensitive, seen_at)
    SELECT $3, $2, kind, id, name, false, $4 FROM every
    ON CONFLICT (system, kind, external_id) DO UPDATE SET
        name = CASE WHEN excluded.name <> excluded.external_id THEN excluded.name ELSE e.name END,
        seen_at = excluded.seen_at, gone_at = NULL
    WHERE e.gone_at IS NOT NULL OR e.seen_at IS NULL
       OR (excluded.name <> excluded.external_id AND e.name <> excluded.name)
"""
# A group says who is in it, or an account says where it is; where neither does, what was known stays.
HELD = f"""
    WITH {_TOLD}, {_GROUPS}, open AS (
        SELECT a.id, a.external_id, t.groups, t.licences FROM identity.account a
        JOIN told t ON t."externalId" = a.external_id WHERE a.system = $2 AND a.seen_at <= $4),
    members AS (
        SELECT x."externalId" AS id, m.account
        FROM identity.inventory_page p, jsonb_to_recordset(p.groups) AS x("externalId" text, members jsonb),
            jsonb_array_elements_text(x.members) AS m(account)
        WHERE p.inventory = $1 AND jsonb_typeof(x.members) = 'array'),
    told_of AS (
        SELECT DISTINCT x."externalId" AS id
        FROM identity.inventory_page p, jsonb_to_recordset(p.groups) AS x("externalId" text, members jsonb)
        WHERE p.inventory = $1 AND jsonb_typeof(x.members) = 'array'),
    now_held AS (
        SELECT o.id AS account, 'GROUP' AS kind, g.id AS entitlement FROM open o,
            jsonb_array_elements_text(o.groups) AS g(id) WHERE jsonb_typeof(o.groups) = 'array'
        UNION SELECT o.id, 'GROUP', m.id FROM members m JOIN open o ON o.external_id = m.account
        UNION SELECT o.id, 'LICENCE', l.id FROM open o,
            jsonb_array_elements_text(o.licences) AS l(id) WHERE jsonb_typeof(o.licences) = 'array'),
    wanted AS (
        SELECT h.account, e.id AS entitlement FROM now_held h JOIN identity.entitlement e
        ON e.system = $2 AND e.kind = h.kind AND e.external_id = h.entitlement),
    dropped AS (
        DELETE FROM identity.account_entitlement x USING open o, identity.entitlement e
        WHERE x.account = o.id AND e.id = x.entitlement
          AND CASE e.kind WHEN 'LICENCE' THEN jsonb_typeof(o.licences) = 'array'
              ELSE jsonb_typeof(o.groups) = 'array' OR e.external_id IN (SELECT id FROM told_of) END
          AND NOT EXISTS (SELECT FROM wanted w WHERE w.account = x.account AND w.entitlement = x.entitlement))
    INSERT INTO identity.account_entitlement (company, account, entitlement)
    SELECT $3, account, entitlement FROM wanted ON CONFLICT DO NOTHING
"""
# Somebody who was stopped is found inside: whatever was proved is not true any more.
OPENED_AGAIN = """
    UPDATE identity.wish w SET state = 'PENDING', next_at = $3, stop_proof = 'OPEN', clean_reads = 0,
        read_state = 'ACTIVE', read_how = '台帳の読取りで有効', read_at = $2
    FROM identity.account a
    WHERE w.system = $1 AND w.want <> 'ACTIVE' AND w.state = 'DONE' AND a.standing = 'ACTIVE'
      AND a.gone_at IS NULL AND (a.id = w.account OR (a.system = w.system AND a.person = w.person))
      AND (w.read_at IS NULL OR w.read_at < $2) AND a.seen_at = $2
"""
FORGET = """
    DELETE FROM identity.inventory_page p USING identity.inventory i
    WHERE i.id = p.inventory AND i.system = $1 AND i.id <> $2 AND i.state IN ('BELIEVED', 'INCOMPLETE')
"""


async def believe(act: Act, inventory: Any, *, by_person: bool = False) -> None:
    """Make a whole reading what is known of the system, and find out whose the accounts are."""
    id: UUID = inventory["id"]
    system, began = inventory["system"], inventory["started_at"]
    state = INVENTORY.after("believe_inventory", InventoryState(inventory["state"]))
    await act.tx.run(RETURNING, id, system)
    await act.tx.run(ACCOUNTS, id, system, act.company, began)
    await act.tx.run(GONE, id, system, began)
    await act.tx.run(GROUPS, id, system, act.company, began)
    await act.tx.run(HELD, id, system, act.company, began)
    await act.tx.run(OPENED_AGAIN, system, began, act.at)
    change = {"id": id, "state": state.value, "believed_by": act.actor if by_person else None}
    await act.tx.update(tables.Inventory, [change | {"finished_at": inventory["finished_at"] or act.at}])
    await act.tx.run(FORGET, system, id)
    await match_system(act, system)
