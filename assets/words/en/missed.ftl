# What passed while the window was closed.

command-go-missed = Passed while closed
missed-title = While gendan was closed
missed-what = { $days ->
    [one] Last seen on { $day }. Nothing was dropped, moved or sent meanwhile
   *[other] Last seen on { $day }, { $days } days ago. Nothing was dropped, moved or sent meanwhile
}
missed-list = What passed
missed-looking = Looking back…
missed-go-today = Go to Today
missed-promises = Promises broken
missed-due = Fell due
missed-pool = Would have dropped into the pool
missed-birthdays = Birthdays
missed-seasons = Festivals and fairs
missed-season = { $count ->
    [one] concerns 1 customer
   *[other] concerns { $shown } customers
}
missed-pool-on = proposed { $day }
missed-we-promised = we: { $what }
missed-they-promised = they: { $what }
missed-gone = (deleted)
missed-jump = The clock stands { $days } d { $hours } h after it was seen last. If gendan was closed for so long, all is well; if somebody set the clock, set it right first. Nobody is dropped into the pool unasked
missed-jump-back = The clock stands { $days } d { $hours } h before it was seen last: it was set back, or was wrong then. Nothing is lost or told twice
missed-nothing = Nothing passed unseen
missed-nothing-hint = When the window was closed for days, what fell due, promises, birthdays and festivals of these days stand here
