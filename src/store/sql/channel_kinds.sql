-- Kinds of ways that contacts have, and whether any contact has more than one of the kind.
SELECT kind, max(ways) > 1
FROM (
    SELECT way.value ->> 'kind' AS kind, count(*) AS ways
    FROM contact, json_each(contact.channels) AS way
    WHERE contact.channels IS NOT NULL
    GROUP BY contact.id, kind
)
GROUP BY kind
