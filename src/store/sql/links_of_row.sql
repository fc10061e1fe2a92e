-- The steps that touched a row, other than the one that made it with an id of its own.
SELECT step.id, step.at_ms, step.kind, step.undoes, change.was
FROM change JOIN step ON step.id = change.step
WHERE change.row = ?1 AND NOT fresh
ORDER BY change.step
