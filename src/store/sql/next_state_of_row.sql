-- How a row was before the next step after ?2 that touched it, which is how it was after ?2.
SELECT was FROM change WHERE row = ?1 AND step > ?2 AND NOT fresh ORDER BY step LIMIT 1
