"""Whose an account is: by key, then by user name or e-mail with the same name; the rest a person decides.

An address alone proves nothing: it may have been somebody else's before. So a user name or e-mail counts only
where the person's name stands in the account as well, and where it leads to one account and one person.
"""

from uuid import UUID

from erp.kernel.asking import Act

_FOLD = "lower(translate(normalize({text}, NFKC), ' 　・.', ''))"


def fold(text: str) -> str:
    """A name as it is compared: one width, no blanks."""
    return _FOLD.format(text=text)


# An account is free when it is nobody's and no program's; a person when he has none here that is open.
_FREE = """
    free AS (SELECT a.* FROM identity.account a WHERE a.system = $1 AND a.company = $2 AND a.person IS NULL
        AND a.service_owner IS NULL AND a.gone_at IS NULL),
    without AS (SELECT h.* FROM identity.holder h WHERE h.company = $2 AND NOT EXISTS (
        SELECT FROM identity.account a WHERE a.system = $1 AND a.person = h.person AND a.gone_at IS NULL))
"""
BY_KEY = f"""
    WITH {_FREE}, found AS (
        SELECT f.id, w.person, count(*) OVER (PARTITION BY f.id) AS people,
               count(*) OVER (PARTITION BY w.person) AS accounts
        FROM free f JOIN without w ON w.number = f.key)
    UPDATE identity.account a SET person = f.person, matched_by = 'KEY' FROM found f
    WHERE a.id = f.id AND f.people = 1 AND f.accounts = 1
"""
_NAMES = ("w.family_name || w.given_name", "w.family_kana || w.given_kana", "w.given_latin || w.family_latin")
_LIKELY = f"""
    {_FREE}, pairs AS (
        SELECT f.id, w.person, 'KEY' AS how FROM free f JOIN without w ON w.number = f.key
        UNION SELECT f.id, w.person, 'USER_NAME' FROM free f
            JOIN identity.held_name n ON n.system = $1 AND lower(n.user_name) = lower(f.user_name)
            JOIN without w ON w.person = n.person
        UNION SELECT f.id, w.person, 'EMAIL' FROM free f
            JOIN identity.held_name n ON n.system = $1 AND n.email <> '' AND lower(n.email) = lower(f.email)
            JOIN without w ON w.person = n.person
        UNION SELECT f.id, w.person, 'EMAIL' FROM free f
            JOIN without w ON w.work_email <> '' AND lower(w.work_email) = lower(f.email)
        UNION SELECT f.id, w.person, 'NAME' FROM free f JOIN without w ON f.family_name <> ''
            AND {fold("f.family_name || f.given_name")} = {fold(_NAMES[0])} WHERE w.state <> 'LEFT'
        UNION SELECT f.id, w.person, 'NAME' FROM free f JOIN without w ON f.family_name <> ''
            AND {fold("f.family_name || f.given_name")} = {fold(_NAMES[1])} WHERE w.state <> 'LEFT'
        UNION SELECT f.id, w.person, 'NAME' FROM free f JOIN without w ON f.display_name <> ''
            AND {fold("f.display_name")} = {fold(_NAMES[0])} WHERE w.state <> 'LEFT'),
    likely AS (
        SELECT p.id, p.person, p.how,
               {fold("f.family_name || f.given_name")} IN ({", ".join(map(fold, _NAMES))})
               OR {fold("f.display_name")} IN ({", ".join(map(fold, _NAMES))}) AS same_name
        FROM pairs p JOIN free f ON f.id = p.id JOIN without w ON w.person = p.person
        WHERE f.key IS NULL OR f.key = w.number)
"""
BY_ADDRESS = f"""
    WITH {_LIKELY}, sure AS (
        SELECT id, person, min(how) AS how FROM likely WHERE how IN ('USER_NAME', 'EMAIL') AND same_name
        GROUP BY id, person),
    alone AS (SELECT s.*, count(*) OVER (PARTITION BY id) AS people,
        count(*) OVER (PARTITION BY person) AS accounts FROM sure s)
    UPDATE identity.account a SET person = s.person, matched_by = s.how FROM alone s
    WHERE a.id = s.id AND s.people = 1 AND s.accounts = 1
"""
CANDIDATES = f"""
    WITH {_LIKELY}
    INSERT INTO identity.match_candidate (company, system, account, person, matched_by, state, found_at)
    SELECT $2, $1, id, person,
           (array_agg(how ORDER BY array_position(ARRAY['KEY', 'USER_NAME', 'EMAIL', 'NAME'], how)))[1],
           'OPEN', $3
    FROM likely l
    WHERE NOT EXISTS (SELECT FROM identity.match_candidate c WHERE c.account = l.id AND c.person = l.person
        AND c.state IN ('OPEN', 'REFUSED'))
    GROUP BY id, person ON CONFLICT DO NOTHING
"""
SETTLED = """
    UPDATE identity.match_candidate c SET state = 'REFUSED', decided_at = $2
    FROM identity.account a WHERE a.id = c.account AND c.system = $1 AND c.state = 'OPEN'
      AND (a.person IS NOT NULL OR a.service_owner IS NOT NULL OR a.gone_at IS NOT NULL OR EXISTS (
          SELECT FROM identity.account b WHERE b.system = c.system AND b.person = c.person
              AND b.gone_at IS NULL))
"""
# An order that waits for its account takes the one that was found.
BIND = """
    UPDATE identity.wish w SET account = a.id FROM identity.account a
    WHERE a.system = $1 AND w.system = $1 AND a.person = w.person AND a.gone_at IS NULL
      AND w.account IS DISTINCT FROM a.id
"""


async def match_system(act: Act, system: UUID) -> None:
    """Bind what is certain in a system, and write down for a person what is not."""
    await act.tx.run(BY_KEY, system, act.company)
    await act.tx.run(BY_ADDRESS, system, act.company)
    await act.tx.run(CANDIDATES, system, act.company, act.at)
    await act.tx.run(SETTLED, system, act.at)
    await act.tx.run(BIND, system)
