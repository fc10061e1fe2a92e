-- A newer export of a list of orders keeps the lines that it still has, and ends those that it lacks. A line waits while the
-- import that brought it stands and none that ended it does; an undone import no longer stands, and its redo brings both back.
CREATE TABLE staged_line_end (
    line INTEGER NOT NULL,
    import INTEGER NOT NULL,
    PRIMARY KEY (line, import)
) STRICT, WITHOUT ROWID;

-- Exports that have orders in common are one series, which a newer one of them carries on. The list of another month has the same
-- headings and begins a series of its own.
CREATE TABLE staged_series (
    import INTEGER PRIMARY KEY,
    series INTEGER NOT NULL
) STRICT;
