-- What belongs to a customer, and what once did.
SELECT 2, id FROM contact WHERE customer = ?1
UNION SELECT 3, id FROM address WHERE customer = ?1
UNION SELECT 4, id FROM touch WHERE customer = ?1
UNION SELECT 5, id FROM follow_up WHERE customer = ?1
UNION SELECT 8, id FROM confirmation WHERE customer = ?1
UNION SELECT 9, id FROM merged WHERE customer = ?1
UNION SELECT 10, id FROM told_apart WHERE customer = ?1
UNION SELECT 11, id FROM promise WHERE customer = ?1
UNION SELECT 12, id FROM pool_stay WHERE customer = ?1
UNION SELECT 14, id FROM card_copy WHERE customer = ?1
UNION SELECT 15, id FROM card_check WHERE customer = ?1
UNION SELECT kind, row FROM change WHERE left_customer = ?1
ORDER BY 1, 2
