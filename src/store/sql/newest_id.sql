-- The newest id that was ever given out: ids of rows that an undo took away count as well.
SELECT max(
    ifnull((SELECT last_id FROM step ORDER BY id DESC LIMIT 1), 0),
    ifnull((SELECT max(id) FROM staged_line), 0)
)
