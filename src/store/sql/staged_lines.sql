-- The lines of one import that wait; those of a customer who was merged into another one are the other's while that merge stands.
SELECT line.id, line.import, line.row, ifnull(merged.customer, line.customer), line.cells
FROM staged_line line LEFT JOIN merged ON merged.id = (
    SELECT max(id) FROM merged WHERE gone = line.customer AND NOT EXISTS (SELECT 1 FROM customer WHERE customer.id = line.customer)
)
WHERE line.import = ?1 AND EXISTS (SELECT 1 FROM import_source source WHERE source.id = line.import)
AND NOT EXISTS (SELECT 1 FROM staged_line_end ended JOIN import_source ender ON ender.id = ended.import WHERE ended.line = line.id)
ORDER BY line.row, line.id
