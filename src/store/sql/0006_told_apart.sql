-- Customers that look like one and are two: a person has said so, and they are not offered as duplicates again.
CREATE TABLE told_apart (
    id INTEGER PRIMARY KEY,
    -- the one with the smaller id
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    -- no reference: who is deleted and brought back from the history is still told apart
    other INTEGER NOT NULL
) STRICT;
CREATE INDEX told_apart_of_customer ON told_apart (customer, other);
CREATE INDEX told_apart_of_other ON told_apart (other);

-- Who is asked for under the id of a customer that was merged into another one.
CREATE INDEX merged_gone ON merged (gone);
