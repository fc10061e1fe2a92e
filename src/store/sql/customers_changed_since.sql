-- A row belongs to the customer that it has now and to the one that it left.
WITH later (kind, row, left_customer) AS MATERIALIZED (
    SELECT kind, row, left_customer FROM change
    WHERE id >= (SELECT first_change FROM step WHERE id > ?1 ORDER BY id LIMIT 1)
)
SELECT row AS customer FROM later WHERE kind = 1
UNION SELECT left_customer FROM later WHERE left_customer IS NOT NULL
UNION SELECT contact.customer FROM later JOIN contact ON contact.id = later.row WHERE later.kind = 2
UNION SELECT address.customer FROM later JOIN address ON address.id = later.row WHERE later.kind = 3
UNION SELECT touch.customer FROM later JOIN touch ON touch.id = later.row WHERE later.kind = 4
UNION SELECT follow_up.customer FROM later JOIN follow_up ON follow_up.id = later.row WHERE later.kind = 5
UNION SELECT confirmation.customer FROM later JOIN confirmation ON confirmation.id = later.row WHERE later.kind = 8
UNION SELECT merged.customer FROM later JOIN merged ON merged.id = later.row WHERE later.kind = 9
UNION SELECT told_apart.customer FROM later JOIN told_apart ON told_apart.id = later.row WHERE later.kind = 10
UNION SELECT promise.customer FROM later JOIN promise ON promise.id = later.row WHERE later.kind = 11
UNION SELECT pool_stay.customer FROM later JOIN pool_stay ON pool_stay.id = later.row WHERE later.kind = 12
UNION SELECT card_copy.customer FROM later JOIN card_copy ON card_copy.id = later.row WHERE later.kind = 14
UNION SELECT card_check.customer FROM later JOIN card_check ON card_check.id = later.row WHERE later.kind = 15
ORDER BY 1
