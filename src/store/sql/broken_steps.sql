-- Steps whose rows in the journal are not the run that they should be, and rows of the journal without a step.
SELECT step.id FROM step
WHERE step.changes <> (
    SELECT count(*) FROM change
    WHERE change.id BETWEEN step.first_change AND step.first_change + step.changes - 1 AND change.step = step.id
)
UNION
SELECT step FROM change WHERE step NOT IN (SELECT id FROM step)
ORDER BY 1
