# Whom to contact when, and why: rules, reasons, the public pool, levelling.

preset-abc-weekly = ABC, weekly
preset-five-tiers = Five tiers
preset-textbook = Textbook 70/20/10
preset-own = Own rules
tier-other = No tier

way-said-mail = mail
way-said-phone = call
way-said-wechat = WeChat
way-said-im = message
way-said-visit = visit
way-said-customer-meeting = meeting
way-said-exhibition = fair
way-said-letter = letter
way-said-sample = sample
way-said-after-sales = after-sales visit
way-said-mailing = mailing
way-said-unknown = touch

rule-problem-name = { $tier }: a tier needs a name of its own
rule-problem-every = { $tier }: between two contacts lie 1 to 3660 days
rule-problem-pool = { $tier }: the pool comes before contact is due; it is proposed on the day after that
rule-problem-least = { $tier }: every contact in time would count as disturbing; the warning ends on the due day
rule-problem-tolerance = { $tier }: levelling could move a contact by the whole interval
rule-problem-channels = { $tier }: no channel counts as contact
rule-problem-shares = The shares of the day add up to more than 100 %
rule-problem-absence = The absence from { $from } to { $to } ends before it begins

why-months = Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec
why-day = { $day } { $month_name }
why-day-year = { $day } { $month_name } { $year }
why-joint = ,{ " " }
why-every = { $tier }: { $days ->
    [one] { $days } day
   *[other] { $days } days
}
why-no-clock = { $tier }: no interval
why-last = last { $channel } { $day }
why-never = never contacted, in the book since { $day }
why-claimed = claimed { $day }, not contacted since
why-clocks = never contacted, clocks started { $day }
why-clocks-last = { $last }, clocks started { $day }
why-planned = planned for { $day }
why-planned-at = planned for { $day } at { $time }
why-rule-on = due { $day } by the rule
why-moved-weekend = { $day } is a weekend there
why-moved-holiday = { $day } is { $name } there
why-pool-in = proposed for the pool in { $days ->
    [one] { $days } day
   *[other] { $days } days
}
why-pool-now = proposed for the pool
why-pool-first = the pool comes before the plan, on { $day }
why-in-pool = in the public pool since { $day }
why-ahead = a touch dated { $day } does not count yet
too-soon = { $last }; sooner than { $day } would disturb
too-soon-unanswered = { $last }, { $unanswered } without an answer; sooner than { $day } would disturb

holiday-said = { $name }

tier-why-vip = { $orders } deals, { $amount } a year
tier-why-deals = { $orders ->
    [one] { $orders } deal
   *[other] { $orders } deals
}
tier-why-last-order = ordered { $day }
tier-why-intent = no deal yet, clear intent
tier-why-reachable = no deal, no clear intent, can be reached by mail
tier-why-share-first = among those who bring the first 70 % of all
tier-why-share-next = among those who bring the next 20 % of all
tier-why-share-rest = among those who bring the last 10 % of all
tier-why-nothing = nothing known that makes a tier
tier-why-hand = set by hand; by the rules { $tier } ({ $why })
tier-why-hand-same = set by hand, as the rules have it ({ $why })
quadrant-win = High intent, high value: give it all you have
quadrant-serve = High intent, low value: serve it quickly with standard offers
quadrant-nurture = Low intent, high value: stay in touch, bring something of use each time
quadrant-light = Low intent, low value: mailings will do

doubt-many = { $dropped } of { $of } customers would fall into the pool at once
doubt-clock-ahead = The clock is { $hours } hours ahead of where it was seen last
doubt-clock-back = The clock is { $hours } hours behind where it was seen last
drop-passed = { $tier }: not contacted for { $days } days (since { $since }), { $every } are allowed
drop-never = { $tier }: never contacted in { $days } days (since { $since }), { $every } are allowed
drop-by-hand = By hand
drop-by-hand-why = By hand: { $why }

advice = { $needed } a day needed, you do { $manages }: { $changes }?
advice-still = { $needed } a day needed, you do { $manages }: with { $changes } still { $then } a day
advice-none = { $needed } a day needed, you do { $manages }
advice-change = { $tier } to { $days } days
rehearsal-needed = Touches needed a day: { $was } → { $now }
rehearsal-overdue = Overdue: { $was } → { $now }
rehearsal-today = Due today: { $was } → { $now }
rehearsal-pool = Proposed for the pool: { $was } → { $now }
rehearsal-silent = Without a clock: { $was } → { $now }

reply-within = answer within { $span }
reply-not-begun = answer within { $span }; opens there in { $opens }
reply-late = answer { $span } late
span-days-hours = { $days } d { $hours } h
