-- The card register: which card was printed when and why, who took it along, when it came back, when cards were checked, and which
-- lists of customers left the book.

CREATE TABLE card_copy (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    printed_at_ms INTEGER NOT NULL,
    -- what was printed: a key such as card
    paper TEXT NOT NULL,
    template TEXT,
    -- the name of the file, without its folder
    file TEXT,
    why TEXT,
    taken_by TEXT,
    -- NULL: nobody took it along
    taken_on TEXT,
    due_back_on TEXT,
    returned_on TEXT
) STRICT;
CREATE INDEX card_copy_of_customer ON card_copy (customer);
CREATE INDEX card_copy_out ON card_copy (due_back_on) WHERE taken_on IS NOT NULL AND returned_on IS NULL;

CREATE TABLE card_check (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    checked_on TEXT NOT NULL,
    checked_by TEXT,
    note TEXT
) STRICT;
CREATE INDEX card_check_of_customer ON card_check (customer);

-- One row for each list, however many customers are on it.
CREATE TABLE list_out (
    id INTEGER PRIMARY KEY,
    made_at_ms INTEGER NOT NULL,
    -- how: the ending of the file, or the key of a paper
    paper TEXT NOT NULL,
    file TEXT,
    -- the search that found them; NULL: everybody, or chosen by hand
    query TEXT,
    customers INTEGER NOT NULL,
    why TEXT
) STRICT;
