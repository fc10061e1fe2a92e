# The public pool in the window.

command-go-pool = Public pool
pool-title = Public pool
pool-what = Who is not contacted within the days of the tier is proposed here. Nobody falls into the pool unless you say so
pool-list = Customers of the pool page
pool-tab-proposed = Proposed · { $shown }
pool-tab-soon = Soon · { $shown }
pool-tab-inside = In the pool · { $shown }
pool-tick = Choose { $name }
pool-tick-all = All { $shown }
pool-since-today = since today
pool-since-days = { $days ->
    [one] for 1 day
   *[other] for { $days } days
}
pool-doubt-planned = Has a plan
pool-doubt-many = So many at once are seldom meant: longer days in the rules, or clocks that start today, may be what you want
pool-doubt-clock = If the clock of this computer is wrong, set it right before you drop anybody; nothing was dropped by itself
pool-drop = { $count ->
    [0] Drop into the pool…
   *[other] Drop { $shown } into the pool…
}
pool-drop-title = { $count ->
    [one] Drop { $name } into the public pool?
   *[other] Drop { $shown } customers into the public pool?
}
pool-drop-what = They are nobody's customers then; all that is known of them stays. It is one step, which can be undone
pool-drop-do = { $count ->
    [one] Drop it
   *[other] Drop { $shown }
}
pool-drop-again = Please look again
pool-drop-again-what = If this is what you want, say so once more
pool-drop-anyway = { $count ->
    [one] Drop it all the same
   *[other] Drop all { $shown } all the same
}
pool-dropped = { $count ->
    [one] Dropped into the public pool
   *[other] { $shown } customers dropped into the public pool
}
pool-claim = Claim
pool-claim-of = Claim { $name }
pool-claim-many = { $count ->
    [0] Claim
   *[other] Claim { $shown }
}
pool-claimed = { $count ->
    [one] Claimed from the public pool
   *[other] { $shown } customers claimed from the public pool
}
pool-cooling = Cooling off until { $day }: it was yours
pool-release = Release into the public pool…
pool-release-title = Release { $name } into the public pool?
pool-release-why = Why, so that the next one knows
pool-release-do = Release
pool-nobody-proposed = Nobody is proposed
pool-nobody-proposed-hint = Customers stand here when the days of their tier have passed without contact; days and tiers are in the rules
pool-nobody-soon = Nobody is close to it
pool-nobody-inside = The pool is empty
pool-nobody-inside-hint = Whoever is dropped or released stands here, keeps the whole history and can be claimed
pool-on-card = In the public pool since { $day }
pool-on-card-of = In the public pool since { $day }, was { $owner }'s
tier-on-card = { $tier }: { $why }
tier-on-card-hand = { $tier }: { $why } · { $reason }
tier-choose = Tier of this customer
tier-by-rules = As the rules have it
tier-reason = Say why…
