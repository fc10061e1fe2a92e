# Whom to contact when, and why: rules, reasons, the public pool, levelling.

preset-abc-weekly = ABC, weekly
preset-five-tiers = Five tiers
preset-textbook = Textbook 70/20/10
preset-own = Own rules
tier-other = No tier

channel-mail = mail
channel-phone = call
channel-wechat = WeChat
channel-im = message
channel-visit = visit
channel-customer-meeting = meeting
channel-exhibition = fair
channel-letter = letter
channel-sample = sample
channel-after-sales = after-sales visit
channel-mailing = mailing
channel-unknown = contact

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
