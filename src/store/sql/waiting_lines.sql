-- The lines that wait from all imports of a list (CROSS: the imports first, in the order of the answer); those of a customer who was
-- merged into another one are the other's.
SELECT line.id, line.import, line.row, ifnull(merged.customer, line.customer), line.cells
FROM import_source source CROSS JOIN staged_line line ON line.import = source.id LEFT JOIN merged ON merged.id = (
    SELECT max(id) FROM merged WHERE gone = line.customer AND NOT EXISTS (SELECT 1 FROM customer WHERE customer.id = line.customer)
)
WHERE source.list_key = ?1
AND NOT EXISTS (SELECT 1 FROM staged_line_end ended JOIN import_source ender ON ender.id = ended.import WHERE ended.line = line.id)
ORDER BY source.id, line.row, line.id
