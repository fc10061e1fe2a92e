# The page of today: whom to contact now, and why.

command-go-today = Today
today-title = Today
today-list = Due today
today-so-far = { $day } · { $shown } to do, { $done } done
today-share = { $percent } % done
today-reach-now = Can be reached now
today-reach-soon = Opens soon
today-reach-away = Closed there: write, do not call
today-cards = Cards to bring back
today-cards-of = { $count ->
    [one] One card to bring back
   *[other] { $count } cards to bring back
}
today-our-time = { $time } here
today-at = today { $time }
today-birthday = birthday
today-pool-soon = pool soon
today-done-of = Log what happened with { $name }
today-move-of = Another day for { $name }
today-skip-of = Not this time: { $name }
today-keys = Enter opens the brief · D logs what happened · M another day · S not this time
today-reading = Finding out who is due…
today-all-done = All done for today
today-nothing = Nothing is due today
today-nothing-hint = Planned follow-ups and customers whose time has come will stand here
office-open-until = open until { $at }
office-opens-soon = opens in { $span }
office-opens-later = opens { $day } { $at }
rules-tier-never = { $tier }: no clock
rules-tier = { $days ->
        [one] { $tier }: every day
       *[other] { $tier }: every { $days } days
    }
rules-tier-pool = { $days ->
        [one] { $tier }: every day, proposed for the pool after { $pool }
       *[other] { $tier }: every { $days } days, proposed for the pool after { $pool }
    }
