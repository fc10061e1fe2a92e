INSERT INTO change (step, kind, row, fresh) VALUES (?1, ?2, ?3, 1)
