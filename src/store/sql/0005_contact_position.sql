-- Where a person stands among those of the customer, the main one first; NULL: behind those that have a place.
ALTER TABLE contact ADD COLUMN position INTEGER;
