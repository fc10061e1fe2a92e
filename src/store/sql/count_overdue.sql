-- Open follow-ups that were due before ?1; a month is over when its last day is.
SELECT count(*) FROM follow_up WHERE done_on IS NULL AND skipped_on IS NULL AND due_on < ?1
AND due_on <> substr(?1, 1, length(due_on))
