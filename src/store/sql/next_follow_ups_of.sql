SELECT follow_up.customer, min(follow_up.due_on)
FROM json_each(?1) asked CROSS JOIN follow_up ON follow_up.customer = asked.value
WHERE follow_up.done_on IS NULL AND follow_up.skipped_on IS NULL
GROUP BY follow_up.customer
