# The past of the book: histories, the card as of a day, changes taken back; how fresh and complete a card is; customers that are one.

step-confirm = Confirm { $field } of { $name }
step-confirm-many = Confirm { $count } facts of { $name }
step-take-back = Take back a change of { $field } of { $name }
step-take-back-all = Take back: { $what }
step-merge = Merge { $other } into { $name }
edit-same-customer = A customer cannot be merged into itself
edit-same-customer-hint = Choose two different customers

column-of-row = Row
column-field = Field
column-confirmed-on = Confirmed on
column-gone = Merged customer

field-menu = { $field }: more
field-history = History of this field
history-field = Field
history-all-fields = All fields
history-more = Show earlier changes
history-as-of-open = Card as of a day…
history-card-then = Card after: { $what }
history-take-back = Take back: { $what }
history-take-back-field = Take back the change of { $field }
history-undone = { $said } · undone
history-row-made = { $whose } · added
history-row-removed = { $whose } · removed
history-contact = Contact
history-address = Address
history-touch = Logged contact
history-follow-up = Follow-up
history-confirmation = Confirmed
history-merged = Merged
history-list = List
history-extra-field = Field of your own

as-of-title = { $day }, { $time }
as-of-read-only = The card as it was then, to read only. What is different today stands below in blue.
as-of-before = To the change before
as-of-after = To the next change
as-of-day = Day
as-of-today = Back to today
as-of-not-yet = This customer was not in the book at that time
as-of-now = Now: { $value }
as-of-now-empty = Now empty
as-of-contact-gone = No longer on the card
as-of-addresses = Further addresses
as-of-touches = Contact log

taken-back = Taken back
taken-back-nothing = Nothing to take back: everything is as it was before
take-back-title = Changed again since
take-back-what = These fields have moved on since the change that you take back. Say for each of them what it shall be.
take-back-keep = Keep what it is now: { $value }
take-back-restore = Put back: { $value }
take-back-empty = empty
take-back-do = Take back

fact-confirmed = { $count ->
    [one] Confirmed a month ago
   *[other] Confirmed { $count } months ago
}
fact-confirmed-on = Entered, changed or confirmed on { $day }
fact-still-right = { $field } is still right
facts-stale = { $count ->
    [one] 1 fact to verify
   *[other] { $count } facts to verify
}
facts-stale-what = Nobody has confirmed them for { $count } months
facts-still-right = All still right
card-complete = { $percent } % complete
card-missing = Still missing
card-missing-nothing = Nothing is missing
card-missing-worth = +{ $percent } %

merge-done = Merged
