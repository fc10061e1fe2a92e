-- What a field of the user holds (text where nothing is said), and the usual values of a choice as a JSON list.
ALTER TABLE extra_field ADD COLUMN kind TEXT;
ALTER TABLE extra_field ADD COLUMN options TEXT;
