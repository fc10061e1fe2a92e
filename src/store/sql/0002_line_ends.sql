-- A newer export of a list of orders keeps the lines that it still has, and ends those that it lacks. A line waits while the
-- import that brought it stands and none that ended it does; an undone import no longer stands, and its redo brings both back.
CREATE TABLE staged_line_end (
    line INTEGER NOT NULL,
    import INTEGER NOT NULL,
    PRIMARY KEY (line, import)
) STRICT, WITHOUT ROWID;
