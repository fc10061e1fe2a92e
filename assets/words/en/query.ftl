# The language of the search box: what is wrong with a filter, and what to write instead.

query-unknown-field = There is no field "{ $text }"
query-unknown-field-nearest = Did you mean "{ $name }:"?
query-unknown-field-hint = Put the text in quotes to search for it as it stands
query-not-a-number = "{ $text }" is not a number
query-not-a-number-hint = Write for example >3 or 10..50
query-not-an-amount = "{ $text }" is not an amount
query-not-an-amount-hint = Write for example >10000, >10k, 1000..5000 or >50000USD
query-not-a-day = "{ $text }" is not a date
query-not-a-day-hint = Write for example 2026-03-05, 2026-01..2026-03, <30d or today
query-not-a-tick = "{ $text }" is neither yes nor no
query-not-a-tick-hint = Write yes or no
query-no-order = "{ $text }" cannot be larger or smaller than something
query-no-order-hint = Leave the sign out, or write = for exactly this value
query-two-currencies = "{ $text }" names two currencies
query-two-currencies-hint = Write one currency for both ends
query-unknown-value = No { $field } is called "{ $text }"
query-unknown-value-nearest = Did you mean "{ $value }"?
query-unknown-value-hint = If lists wrote it so, look for it as it stands: ={ $text }

query-or = or
query-has = Filled in
query-has-name = has
query-missing = Missing
query-missing-name = missing
query-stars = { $count ->
    [one] { $count } star
   *[other] { $count } stars
}
query-stars-more = More than { $count } stars
query-stars-least = { $count } stars or more
query-amount-more = More than 10,000
query-amount-less = Less than 10,000
query-amount-between = Between 1,000 and 10,000
query-amount-currency = Any amount in { $code }
query-day-today = Today
query-day-yesterday = Yesterday
query-day-tomorrow = Tomorrow
query-day-this-week = This week
query-day-last-week = Last week
query-day-next-week = Next week
query-day-this-month = This month
query-day-last-month = Last month
query-day-this-year = This year
query-day-overdue = Overdue
query-day-never = Never
query-day-within = In the last { $count } days
query-day-within-ahead = In the next { $count } days
query-day-before = More than { $count } days ago
query-tick-yes = Ticked
query-tick-no = Not ticked
query-complete-less = Less than { $percent }%
query-complete-least = { $percent }% or more
query-complete-whole = Complete
