-- What redo takes back: the newest undo that stands, unless an edit or import came after it.
WHERE kind = 3 AND undone_by IS NULL AND id > ifnull((SELECT max(id) FROM step WHERE kind IN (1, 2)), 0)
ORDER BY id DESC LIMIT 1
