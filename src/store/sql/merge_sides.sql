-- Customers as they were before each merge that stands: who stays after all merges, who went, and every customer that the step of the
-- merge changed, with its row as it was.
SELECT merged.customer, merged.gone, change.row, change.was
FROM merged
JOIN step ON step.id = (SELECT max(id) FROM step WHERE id < merged.id)
CROSS JOIN change ON change.id BETWEEN step.first_change AND step.first_change + step.changes - 1
-- `+`: by its run in the journal, not by an index over all of it made on the spot.
WHERE +change.kind = 1 AND change.was IS NOT NULL
ORDER BY merged.id, change.id
