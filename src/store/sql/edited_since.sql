-- Customers, contacts, touches and follow-ups that were edited by hand after a step.
SELECT change.kind, change.row, step.id
FROM step CROSS JOIN change ON change.id BETWEEN step.first_change AND step.first_change + step.changes - 1
-- CROSS: the steps first, each with its run of the journal; the planner would walk over the journal for each step.
WHERE step.id > ?1 AND step.kind = 1 AND change.kind IN (1, 2, 4, 5)
ORDER BY step.id
