# The language of the search box: what is wrong with a filter, and what to write instead.

query-unknown-field = There is no field “{ $text }”
query-unknown-field-nearest = Did you mean “{ $name }:”?
query-unknown-field-hint = Put the text in quotes to search for it as it stands
query-not-a-number = “{ $text }” is not a number
query-not-a-number-hint = Write for example >3 or 10..50
query-not-an-amount = “{ $text }” is not an amount
query-not-an-amount-hint = Write for example >10000, >10k, 1000..5000 or >50000USD
query-not-a-day = “{ $text }” is not a date
query-not-a-day-hint = Write for example 2026-03-05, 2026-01..2026-03, <30d or today
query-not-a-tick = “{ $text }” is neither yes nor no
query-not-a-tick-hint = Write yes or no
query-no-order = “{ $text }” cannot be larger or smaller than something
query-no-order-hint = Leave the sign out, or write = for exactly this value
query-two-currencies = “{ $text }” names two currencies
query-two-currencies-hint = Write one currency for both ends
