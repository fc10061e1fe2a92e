-- The customers that step ?1 touched, at most ?2 of them.
WITH touched (kind, row, left_customer) AS (
    SELECT change.kind, change.row, change.left_customer
    FROM step JOIN change ON change.id BETWEEN step.first_change AND step.first_change + step.changes - 1
    WHERE step.id = ?1
)
SELECT row FROM touched WHERE kind = 1
UNION SELECT contact.customer FROM touched JOIN contact ON contact.id = touched.row WHERE touched.kind = 2
UNION SELECT address.customer FROM touched JOIN address ON address.id = touched.row WHERE touched.kind = 3
UNION SELECT touch.customer FROM touched JOIN touch ON touch.id = touched.row WHERE touched.kind = 4
UNION SELECT follow_up.customer FROM touched JOIN follow_up ON follow_up.id = touched.row WHERE touched.kind = 5
UNION SELECT left_customer FROM touched WHERE left_customer IS NOT NULL
LIMIT ?2
