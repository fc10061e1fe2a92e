# field
