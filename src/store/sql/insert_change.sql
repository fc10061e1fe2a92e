-- The id is one above the last, so that the changes of a step are one run. A row that this step touched before keeps its
-- earliest state.
INSERT INTO change (step, kind, row, fresh, left_customer, was) VALUES (?1, ?2, ?3, 0, ?4, ?5)
ON CONFLICT (row, step) WHERE NOT fresh DO NOTHING
