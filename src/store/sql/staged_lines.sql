SELECT id, row, customer, cells FROM staged_line WHERE import = ?1 ORDER BY row, id
