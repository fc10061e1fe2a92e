-- Walking over the index of customers, which holds all that is asked for, is several times quicker than fetching the rows of the days
-- one by one; `+` keeps SQLite from doing so.
SELECT id, customer, happened_on FROM touch WHERE +happened_on >= ?1 AND +happened_on <= ?2
