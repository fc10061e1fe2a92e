-- The first shape of a book. One column per stored field, named by its key; a test compares them with the field list.
-- Rules: STRICT tables, deferred foreign keys, no triggers and no cascades (they would bypass the journal).
-- Days are ISO text (`2026-03-05`, `2026-03` or `2026`; any other text is what a list said and nobody understood).
-- Money is minor units and an ISO 4217 code. Empty values are NULL.

CREATE TABLE import_source (
    id INTEGER PRIMARY KEY,
    file_name TEXT NOT NULL,
    file_hash TEXT NOT NULL,
    list_key TEXT NOT NULL,
    imported_at_ms INTEGER NOT NULL,
    mapping TEXT NOT NULL,
    rows INTEGER NOT NULL
) STRICT;

-- The fields that the user named; their values stand in customer.extra by name.
CREATE TABLE extra_field (
    id INTEGER PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    position INTEGER NOT NULL
) STRICT;

CREATE TABLE customer (
    id INTEGER PRIMARY KEY,
    -- basic
    company TEXT,
    short_name TEXT,
    customer_no TEXT,
    country TEXT,
    region TEXT,
    city TEXT,
    address TEXT,
    postcode TEXT,
    phone TEXT,
    fax TEXT,
    company_email TEXT,
    website TEXT,
    person_in_charge TEXT,
    bank TEXT,
    bank_account TEXT,
    tax_id TEXT,
    registration_no TEXT,
    customer_type TEXT,
    industry TEXT,
    business_scope TEXT,
    company_size TEXT,
    founded TEXT,
    time_zone TEXT,
    market_area TEXT,
    -- judgement
    level TEXT,
    status TEXT,
    stars INTEGER,
    "group" TEXT,
    tags TEXT,
    owner TEXT,
    intent TEXT,
    potential_value TEXT,
    likelihood TEXT,
    fit TEXT,
    loyalty TEXT,
    life_cycle TEXT,
    development_class TEXT,
    -- needs
    products TEXT,
    need_spec TEXT,
    need_material TEXT,
    certification TEXT,
    price_sensitivity TEXT,
    lead_time TEXT,
    expectations TEXT,
    pains TEXT,
    -- results
    annual_amount INTEGER,
    annual_amount_currency TEXT,
    annual_revenue INTEGER,
    annual_revenue_currency TEXT,
    potential_order INTEGER,
    potential_order_currency TEXT,
    results_this_year TEXT,
    results_past_years TEXT,
    orders_count INTEGER,
    last_order TEXT,
    -- credit
    currency TEXT,
    payment_terms TEXT,
    credit_limit INTEGER,
    credit_limit_currency TEXT,
    credit_period TEXT,
    settlement_day TEXT,
    registered_capital INTEGER,
    registered_capital_currency TEXT,
    credit_history TEXT,
    credit_grade TEXT,
    -- operation
    sales_staff INTEGER,
    business_staff INTEGER,
    trade_area TEXT,
    shop_area TEXT,
    storage_area TEXT,
    transport_way TEXT,
    delivery_place TEXT,
    competing_products TEXT,
    -- other
    purchase_plan TEXT,
    purchase_schedule TEXT,
    competitors TEXT,
    partners TEXT,
    former_suppliers TEXT,
    notes TEXT,
    notes_2 TEXT,
    -- source
    source TEXT,
    source_detail TEXT,
    referrer TEXT,
    first_contact TEXT,
    first_talk TEXT,
    created TEXT,
    -- a JSON object {name: text} in the order of first use
    extra TEXT
) STRICT;

CREATE TABLE contact (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    -- person
    contact TEXT,
    first_name TEXT,
    last_name TEXT,
    title TEXT,
    department TEXT,
    decision_authority TEXT,
    -- channels
    preferred_channel TEXT,
    preferred_hours TEXT,
    -- personal
    gender TEXT,
    birthday TEXT,
    age INTEGER,
    family TEXT,
    hobbies TEXT,
    character TEXT,
    social_class TEXT,
    way_of_life TEXT,
    dealings TEXT,
    influence TEXT,
    personal_credit TEXT,
    ambitions TEXT,
    -- person
    contact_notes TEXT,
    -- a JSON array [{"kind", "value"}], the preferred one of each kind first
    channels TEXT
) STRICT;
CREATE INDEX contact_of_customer ON contact (customer);

CREATE TABLE address (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    purpose TEXT,
    address TEXT,
    city TEXT,
    region TEXT,
    postcode TEXT,
    country TEXT
) STRICT;
CREATE INDEX address_of_customer ON address (customer);

CREATE TABLE touch (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    contact INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED,
    happened_on TEXT NOT NULL,
    happened_at_ms INTEGER,
    channel TEXT,
    text TEXT,
    import INTEGER REFERENCES import_source DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX touch_of_customer ON touch (customer, happened_on);
CREATE INDEX touch_of_contact ON touch (contact) WHERE contact IS NOT NULL;
CREATE INDEX touch_by_day ON touch (happened_on);

CREATE TABLE follow_up (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    due_on TEXT NOT NULL,
    goal TEXT,
    content TEXT,
    method TEXT,
    done_on TEXT,
    import INTEGER REFERENCES import_source DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX follow_up_of_customer ON follow_up (customer, due_on, done_on);
CREATE INDEX follow_up_open_by_day ON follow_up (due_on) WHERE done_on IS NULL;

-- The journal. One row per step …
CREATE TABLE step (
    id INTEGER PRIMARY KEY,
    at_ms INTEGER NOT NULL,
    who TEXT NOT NULL,
    -- a JSON object {"key", …arguments of the text under that key}
    what TEXT NOT NULL,
    -- 1 edit, 2 import, 3 undo, 4 redo
    kind INTEGER NOT NULL,
    -- the step that an undo takes back, or the undo that a redo takes back
    undoes INTEGER,
    -- the step that took this one back
    undone_by INTEGER,
    -- its rows in `change`: `changes` of them in a run that begins with the id `first_change`
    first_change INTEGER NOT NULL,
    changes INTEGER NOT NULL,
    -- a JSON object {table: [rows that were not there before, rows that were]}
    touched TEXT NOT NULL,
    -- the newest id given out when it was written: ids never come twice, also not after an undo
    last_id INTEGER NOT NULL
) STRICT;

-- … and one row per row that it touched, with how that row was: only the earliest state within a step counts.
CREATE TABLE change (
    -- counts up without gaps, so that the changes of a step are one run of the table
    id INTEGER PRIMARY KEY,
    step INTEGER NOT NULL,
    -- which table: 1 customer, 2 contact, 3 address, 4 touch, 5 follow_up, 6 import_source, 7 extra_field
    kind INTEGER NOT NULL,
    row INTEGER NOT NULL,
    -- 1: the row was made with an id given out in this very step
    fresh INTEGER NOT NULL,
    -- the customer that the row left with this step (removed, or given to another one)
    left_customer INTEGER,
    -- the row as it was, JSONB {column: value} without empty columns; NULL: the row did not exist
    was BLOB
) STRICT;
-- Ids are unique over all tables, so the row alone says which one. Also holds "once per row and step".
-- A fresh row needs no entry: the newest step below its id made it. That spares a bulk import a third of its journal.
CREATE UNIQUE INDEX change_of_row ON change (row, step) WHERE NOT fresh;
CREATE INDEX change_that_left ON change (left_customer) WHERE left_customer IS NOT NULL;

-- Not journaled from here on: what was recognised in lists and waits for the orders to come, settings, and what the book is.
CREATE TABLE staged_line (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL,
    row INTEGER NOT NULL,
    customer INTEGER,
    -- a JSON object {field key or heading: text}
    cells TEXT NOT NULL
) STRICT;
CREATE INDEX staged_line_of_import ON staged_line (import, row);

CREATE TABLE setting (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
