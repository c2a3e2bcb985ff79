-- Who needs a user name, or another one since he is called otherwise.
SELECT e.system, h.person, h.number, h.family_latin, h.given_latin, h.work_email, h.name_key,
       s.user_name_pattern, s.email_pattern, n.base,
       (SELECT array_agg(lower(o.user_name)) FROM identity.held_name o
        WHERE o.system = e.system AND o.person = e.person) AS had
FROM entitled e JOIN h ON h.person = e.person JOIN s ON s.id = e.system AND s.is_known
LEFT JOIN identity.held_name n ON n.system = e.system AND n.person = e.person AND n.is_current
WHERE n.id IS NULL OR n.name_key <> h.name_key
ORDER BY h.number, e.system
