-- What undo takes back: the newest edit, import or redo that stands.
WHERE kind <> 3 AND undone_by IS NULL ORDER BY id DESC LIMIT 1
