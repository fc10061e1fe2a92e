-- The step itself, or for a redo the one that was done again: where its ids begin and end.
WITH RECURSIVE chain (id, undoes, last_id) AS (
    SELECT id, undoes, last_id FROM step WHERE id = ?1
    UNION ALL
    SELECT step.id, step.undoes, step.last_id FROM step JOIN chain ON step.id = chain.undoes
)
SELECT id, last_id FROM chain WHERE undoes IS NULL
