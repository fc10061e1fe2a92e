-- Touches and follow-ups in full, promises, the public pool, the rules of the trade, and which reminders were shown.

-- 'out', 'in', 'both'
ALTER TABLE touch ADD COLUMN direction TEXT;
-- what of use was brought: a key such as market_news, or the user's own word; and which one
ALTER TABLE touch ADD COLUMN value TEXT;
ALTER TABLE touch ADD COLUMN value_what TEXT;
ALTER TABLE touch ADD COLUMN outcome TEXT;
ALTER TABLE touch ADD COLUMN opinion TEXT;
ALTER TABLE touch ADD COLUMN competitor TEXT;
-- the plan that it completed
ALTER TABLE touch ADD COLUMN follow_up INTEGER REFERENCES follow_up DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE touch ADD COLUMN author TEXT;
-- 1: an inquiry that waits for an answer
ALTER TABLE touch ADD COLUMN needs_reply INTEGER;
CREATE INDEX touch_of_follow_up ON touch (follow_up) WHERE follow_up IS NOT NULL;

-- 'HH:MM', the time of our day
ALTER TABLE follow_up ADD COLUMN due_time TEXT;
ALTER TABLE follow_up ADD COLUMN contact INTEGER REFERENCES contact DEFERRABLE INITIALLY DEFERRED;
ALTER TABLE follow_up ADD COLUMN focus TEXT;
ALTER TABLE follow_up ADD COLUMN products TEXT;
ALTER TABLE follow_up ADD COLUMN quantity TEXT;
ALTER TABLE follow_up ADD COLUMN amount INTEGER;
ALTER TABLE follow_up ADD COLUMN amount_currency TEXT;
ALTER TABLE follow_up ADD COLUMN expected_result TEXT;
-- a JSON array [{"text", "done"}]
ALTER TABLE follow_up ADD COLUMN checklist TEXT;
-- how often it comes again: '14d', '1w', '1m'
ALTER TABLE follow_up ADD COLUMN repeat TEXT;
ALTER TABLE follow_up ADD COLUMN skipped_on TEXT;
ALTER TABLE follow_up ADD COLUMN skip_reason TEXT;
ALTER TABLE follow_up ADD COLUMN author TEXT;
-- how often its day was moved
ALTER TABLE follow_up ADD COLUMN moved_times INTEGER;
CREATE INDEX follow_up_of_contact ON follow_up (contact) WHERE contact IS NOT NULL;
-- A plan is open while it is neither done nor given up.
DROP INDEX follow_up_of_customer;
DROP INDEX follow_up_open_by_day;
CREATE INDEX follow_up_of_customer ON follow_up (customer, due_on, done_on, skipped_on);
CREATE INDEX follow_up_open_by_day ON follow_up (due_on) WHERE done_on IS NULL AND skipped_on IS NULL;

CREATE TABLE promise (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    touch INTEGER REFERENCES touch DEFERRABLE INITIALLY DEFERRED,
    -- 'us', 'them'
    side TEXT NOT NULL,
    text TEXT,
    due_on TEXT,
    kept_on TEXT,
    dropped_on TEXT,
    made_on TEXT NOT NULL
) STRICT;
CREATE INDEX promise_of_customer ON promise (customer);
CREATE INDEX promise_of_touch ON promise (touch) WHERE touch IS NOT NULL;
CREATE INDEX promise_open ON promise (due_on) WHERE kept_on IS NULL AND dropped_on IS NULL;

-- A time in the public pool; the customer is there while nobody has claimed it. Never deleted: it is the history.
CREATE TABLE pool_stay (
    id INTEGER PRIMARY KEY,
    customer INTEGER NOT NULL REFERENCES customer DEFERRABLE INITIALLY DEFERRED,
    dropped_on TEXT NOT NULL,
    -- a JSON object {"key", …arguments of the text under that key}
    reason TEXT,
    previous_owner TEXT,
    claimed_on TEXT,
    claimed_by TEXT
) STRICT;
CREATE INDEX pool_stay_of_customer ON pool_stay (customer);
CREATE INDEX pool_stay_open ON pool_stay (dropped_on) WHERE claimed_on IS NULL;

-- At most one row; without one the rules are those of a new book.
CREATE TABLE rulebook (
    id INTEGER PRIMARY KEY,
    rules TEXT NOT NULL
) STRICT;

-- Why a customer has its tier, and why it was lost.
ALTER TABLE customer ADD COLUMN level_reason TEXT;
ALTER TABLE customer ADD COLUMN lost_reason TEXT;

-- Not journaled: each reminder is noted before it is shown, so that it shows once.
CREATE TABLE reminder_shown (
    key TEXT PRIMARY KEY,
    shown_at_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
