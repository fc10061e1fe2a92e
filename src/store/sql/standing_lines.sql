-- The lines of customers that wait from all imports (CROSS: the imports first, by whose index the lines are found); those of a customer who
-- was merged into another one are the other's.
SELECT line.id, line.import, line.row, ifnull(merged.customer, line.customer), line.cells
FROM import_source source CROSS JOIN staged_line line ON line.import = source.id LEFT JOIN merged ON merged.id = (
    SELECT max(id) FROM merged WHERE gone = line.customer AND NOT EXISTS (SELECT 1 FROM customer WHERE customer.id = line.customer)
)
WHERE line.customer IS NOT NULL
AND NOT EXISTS (SELECT 1 FROM staged_line_end ended JOIN import_source ender ON ender.id = ended.import WHERE ended.line = line.id)
