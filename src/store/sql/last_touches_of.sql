SELECT touch.customer, max(touch.happened_on)
FROM json_each(?1) asked CROSS JOIN touch ON touch.customer = asked.value
GROUP BY touch.customer
