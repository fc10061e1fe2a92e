-- The lines that wait from all imports of a list.
SELECT line.id, line.import, line.row, line.customer, line.cells FROM import_source source JOIN staged_line line ON line.import = source.id
WHERE source.list_key = ?1
AND NOT EXISTS (SELECT 1 FROM staged_line_end ended JOIN import_source ender ON ender.id = ended.import WHERE ended.line = line.id)
ORDER BY line.import, line.row, line.id
