-- The changes of all later steps are one run of the journal.
SELECT DISTINCT kind, row FROM change
WHERE id >= (SELECT first_change FROM step WHERE id > ?1 ORDER BY id LIMIT 1)
ORDER BY kind, row
