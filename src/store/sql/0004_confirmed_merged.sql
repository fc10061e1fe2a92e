-- When a fact was last confirmed without being changed: one row per fact, the day of the latest time.
CREATE TABLE confirmation (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    -- the row of the fact: the customer itself or one of its contacts
    of_row INTEGER NOT NULL,
    -- the key of its field
    field TEXT NOT NULL,
    confirmed_on TEXT NOT NULL
) STRICT;
CREATE INDEX confirmation_of_customer ON confirmation (customer);

-- Customers that were merged into another one: under which id their history stands, and what they were called.
CREATE TABLE merged (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    gone INTEGER NOT NULL,
    name TEXT
) STRICT;
CREATE INDEX merged_of_customer ON merged (customer);
