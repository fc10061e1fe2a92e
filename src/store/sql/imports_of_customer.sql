-- The lists whose step touched the customer ?1 or a row that belongs to it; ?2 is the journal's number of import_source.
WITH mine (row) AS (
    SELECT ?1
    UNION ALL SELECT id FROM contact WHERE customer = ?1
    UNION ALL SELECT id FROM touch WHERE customer = ?1
    UNION ALL SELECT id FROM follow_up WHERE customer = ?1
)
SELECT DISTINCT import_source.id
FROM mine
JOIN change AS touched ON touched.row = mine.row
JOIN step ON step.id = touched.step AND step.kind = 2
JOIN change AS list ON list.step = touched.step AND list.kind = ?2
JOIN import_source ON import_source.id = list.row
ORDER BY import_source.id DESC
