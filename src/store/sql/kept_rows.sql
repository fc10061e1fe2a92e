-- The rows of one table that existed before a step, as they were.
SELECT row, was FROM change WHERE id BETWEEN ?1 AND ?2 AND kind = ?3 AND was IS NOT NULL
