-- The lines of one import that wait.
SELECT line.id, line.import, line.row, line.customer, line.cells FROM staged_line line
WHERE line.import = ?1 AND EXISTS (SELECT 1 FROM import_source source WHERE source.id = line.import)
AND NOT EXISTS (SELECT 1 FROM staged_line_end ended JOIN import_source ender ON ender.id = ended.import WHERE ended.line = line.id)
ORDER BY line.row, line.id
