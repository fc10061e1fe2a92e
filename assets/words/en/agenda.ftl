# What stands on the agenda, the brief before a contact, and what the shell says of both.

agenda-reply = { $clock }, { $channel } of { $day }
agenda-promise-us = we promised it on { $made } for { $due }
agenda-promise-them = they promised it on { $made } for { $due }
agenda-birthday = birthday of { $name } on { $day }
agenda-birthday-age = birthday of { $name } on { $day }, turns { $age }

today-seasons = Seasons to write for
today-season-show = Show whom to write to for { $name }
today-season-counts = { $count ->
    [one] concerns { $shown } customer
   *[other] concerns { $shown } customers
}, { $written } contacted since, { $left } left
today-answer-of = Answer { $name }
today-kept-of = Promise kept: { $name }
today-reply-late = answer late
today-goes-on = So far today: { $done } contacted, { $left } left · falling due tomorrow: { $next }
today-is-over = End of the day: { $done } contacted, { $left } left over · falling due tomorrow: { $next }
today-aside = { $count ->
    [one] { $shown } put aside: show again
   *[other] { $shown } put aside: show them again
}
plan-answer = Answer: { $what }
done-needs-no-answer = Needs no answer
done-promise-kept = Promise kept
done-promise-dropped = Promise dropped
birthday-wishes = Birthday wishes to { $name }
aside-birthday = The birthday of { $name } is put aside
aside-season = { $name } is put aside until { $day }
aside-hint = It can be shown again below the list
touch-answers = Answers: { $what }

cli-pool = Proposed for the pool: { $proposed }; soon: { $soon }; in the pool: { $inside }
cli-pool-nobody = Nobody is proposed for the public pool
edit-pool-doubts = { $text }
edit-pool-doubts-hint = Look at the list that gendan pool prints; add --sure to drop them all the same
edit-not-in-pool = "{ $text }" is not in the public pool
edit-not-in-pool-hint = gendan pool --json lists who is
edit-cooling-off = "{ $text }" may be taken back by its previous owner from { $day } on
edit-cooling-off-hint = Wait until then, or give it to somebody else: --by NAME
query-season = Season

command-brief = Brief before a contact
brief-plan = Planned
brief-promises = Promises open
brief-touches = What happened last
brief-brought = Brought already
brief-people = People
brief-first = How it began
brief-needs = Needs
brief-trade = Trade
brief-heard = Heard
brief-when = When
brief-say = To say and ask
brief-order = Expected order
brief-we = we
brief-they = they
brief-by = by { $day }
brief-outcome = result: { $text }
brief-somebody = No name
brief-more-people = and { $count } more
brief-joint = :{ " " }
brief-no-plan = Nothing is planned
brief-no-promises = Nobody owes anybody anything
brief-ready = Ready
brief-not-ready = Still to prepare
brief-copy = Copy the brief as text
brief-close = Close the brief
keys-in-brief = In the brief
keys-brief-log = Log what happened
keys-brief-leave = Back
edit-not-a-time = "{ $text }" is not a time of the day
edit-not-a-time-hint = Write for example 09:30
row-due = contact { $when }
row-in-pool = in the public pool
