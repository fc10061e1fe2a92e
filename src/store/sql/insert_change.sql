-- A row that this step touched before keeps its earliest state.
INSERT INTO change (id, step, kind, row, left_customer, was) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
ON CONFLICT (row, step) DO NOTHING
