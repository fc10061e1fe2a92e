-- What the customers of the JSON array ?1 are called.
SELECT id, coalesce(company, short_name, customer_no) FROM customer WHERE id IN (SELECT value FROM json_each(?1))
