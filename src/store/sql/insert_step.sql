INSERT INTO step (id, at_ms, who, what, kind, undoes, undone_by, first_change, changes, touched, last_id)
VALUES (?1, ?2, ?3, ?4, ?5, ?6, NULL, ?7, ?8, ?9, ?10)
