# The world board: what time it is at the customers', and who can be reached.

command-go-world = World board
world-title = World board
world-due = Due today
world-all = All places
world-sum = { $now } can be reached now · { $soon } open within three hours · { $away } closed
world-nothing = Nobody is due today
world-nothing-hint = All places shows what time it is at every customer's
world-ours = We work { $from }–{ $to }
world-our-time = { $time } our time
world-counts = { $count ->
    [one] 1 customer due of { $all } there
   *[other] { $shown } customers due of { $all } there
}
world-no-zone = Time zone unknown
world-no-zone-hint = With a country or time zone you see when they work
world-place = { $country } · { $city }
world-span = { $from }–{ $to }
world-shared = Both at work: { $spans } our time
world-nothing-shared = No working hours in common within 24 hours
world-night = { $time } · night, do not call
world-names-more = { $names } and { $shown } more
world-more = { $place }: { $shown } more, in the table
world-search = country:{ $country }
world-keys = ↑↓ choose · Enter opens · D done and logged · M another day · S not this time
