INSERT INTO staged_line (id, import, row, customer, cells) VALUES (?1, ?2, ?3, ?4, ?5)
