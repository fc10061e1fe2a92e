# The page of rules, and the offer to start the clocks today.

command-go-rules = Contact rules
rules-title = Contact rules
rules-apply = Apply
rules-discard = Discard changes
rules-hold = These rules are in force
rules-not-yet = Nothing holds before you apply it
rules-wrong = { $count ->
    [one] 1 field needs a look
   *[other] { $count } fields need a look
}
rules-applied = The rules hold now
rules-preset-changed = changed
preset-abc-weekly-what = A, B and C by the quantity bought: every week, every half month, every month. Nobody falls into the pool
preset-five-tiers-what = VIP, repeat, one deal, high and low potential: 30, 45, 45, 7 and 90 days, then the public pool
preset-textbook-what = A, B and C by amount: those who bring 70, 20 and 10 % of all. Nobody falls into the pool
preset-own-what = Your own tiers

tiers-name = Tier
tiers-name-number = Name of tier { $number }
tiers-customers = Count
tiers-customers-what = How many customers would be in the tier
tiers-customers-of = { $tier }: { $shown } customers
tiers-channels = What counts
tiers-channels-what = Which contacts start the clock anew
tiers-channels-all = all
tiers-channels-none = nothing
tiers-channels-no-mailing = all but mailings
tiers-channels-some = { $count } of { $all }
tiers-channel-own = ways of your own
tiers-channel-unknown = way not said
tiers-every = Every
tiers-every-what = Contact at least every so many days; empty: no clock
tiers-pool = Pool after
tiers-pool-what = So many days after the last touch the public pool is proposed; empty: never
tiers-warn = Warn before
tiers-warn-what = So many days before, the contact counts as soon and the pool is warned of
tiers-least = Least
tiers-least-what = Sooner than so many days after your last word, a contact disturbs
tiers-share = Share %
tiers-share-what = Which part of the day belongs to this tier where there is more to do than the day holds
tiers-tolerance = Leeway
tiers-tolerance-what = By how many days levelling may move a contact
tiers-never = off
tiers-field = { $tier }: { $what }
tiers-add = Add a tier
tiers-new = New tier { $number }
tiers-more = More about { $tier }
tiers-who = Belongs here without being put here
tiers-up = More important
tiers-down = Less important
tiers-remove = Remove the tier
class-vip = Several deals, large amounts
class-repeat = Two deals or more
class-one-deal = Exactly one deal
class-high-potential = No deal yet, clear intent
class-low-potential = No deal, can be reached by mail
class-a = The first 70 % of what is bought
class-b = The next 20 %
class-c = The rest
class-hand = Nobody: by hand only

rules-number-not-read = Not a number that fits here
rules-touches = Contacts a day
rules-touches-what = How many you manage; the page then says whether the rules fit into the day
rules-touches-none = not said
rules-reply = Reply within hours
rules-reply-what = An inquiry is answered within so many of the customer's working hours, at least with progress
rules-cooling = Cooling-off days
rules-cooling-what = So long after a drop into the pool its previous owner may not claim the customer again
rules-vip-from = VIP from { $currency } a year
rules-vip-from-what = Empty: buyers of several deals who bring the first 80 % of all
rules-vip-from-none = first 80 %
rules-clocks = Clocks start
rules-clocks-what = Who was late by that day is due anew, spread over the days of its tier
rules-clocks-none = with the last touch
rules-clocks-off = Do not start anew
rules-clocks-today = Start the clocks today
rules-absences = Own absences
rules-absences-what = On these days nothing is planned for you; customers' holidays are known anyway
rules-absence-add = Add an absence
rules-absence-from = Absence { $number }: first day
rules-absence-to = Absence { $number }: last day
rules-absence-remove = Remove the absence from { $from } to { $to }
rules-absence-ends-first = It ends before it begins

rules-outcome-now = What these rules do
rules-outcome-new = What the new rules would do
rules-working-out = Working it out…
rules-figure-before = now
rules-figure-after = then
rules-figure-needed = Contacts needed a day
rules-figure-overdue = Overdue
rules-figure-today = Due today
rules-figure-proposed = Proposed for the pool
rules-figure-silent = Without a clock
rules-say-how-many = Say how many contacts you manage a day, and it is said here whether the rules fit, and what would make them fit
rules-fits = { $needed } a day needed, you do { $manages }: it fits
rules-take-advice = Take this advice
plan-title = Next 30 days
plan-levelled = Levelled
plan-as-due = As due
plan-what-levelled = Spread inside the leeway of each tier; your days off and absences are left out
plan-what-as-due = On the day that the rule has; all that is late stands on today
plan-day-off = day off
plan-contacts = { $count ->
    [one] 1 contact
   *[other] { $shown } contacts
}
plan-before = { $shown } with the rules in force
plan-legend-now = contacts
plan-legend-new = new rules
plan-legend-before = rules in force
plan-legend-manages = you do { $count }
plan-legend-off = day off

clocks-title = The last touch with many customers lies far back
clocks-what = By the rules { $overdue } are overdue and { $proposed } would be proposed for the pool. With clocks that start today it is { $then_overdue } and { $then_proposed }: the others become due over the days of their tiers, at most { $most } a day in the next 30 days. What is planned stays
clocks-start = Start the clocks today
clocks-rules = Look at the rules
clocks-later = Not now
