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
history-touch = Touch
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
as-of-touches = Touches

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

history-all-changes = Show all { $count } changes
history-more-rows = { $count ->
    [one] One row in all
   *[other] { $shown } rows in all
}
journal-title = History of the book
journal-what = Everything that was changed, by whom and when. Each change can be taken back; what has moved on since is asked about.
journal-search = Find in the history
journal-nothing = Nothing found in the history
journal-not-yet = Nothing found in the latest changes

alike-title = Looks like
alike-open = Open { $name }
alike-merge = Merge with { $name }…
alike-merge-short = Merge…
alike-number = Same customer number { $shared }
alike-name = Same name but for legal form and spelling
alike-words = Same words in another order
alike-phone = Same phone number { $shared }
alike-domain = Same domain { $shared }
alike-kind-number = Same customer number
alike-kind-phone = Same phone number
alike-kind-domain = Same mail or web domain

merge-title = Merge two customers
merge-stays = Stays
merge-goes = Is merged into it
merge-swap = Swap who stays
merge-counts = { $people ->
    [one] 1 contact
   *[other] { $people } contacts
}, { $touches ->
    [one] 1 touch
   *[other] { $touches } touches
}
merge-both = Both
merge-no-difference = The two do not differ in any field
merge-plain = { $count ->
    [one] 1 field that is equal or that only one of them has
   *[other] { $count } fields that are equal or that only one of them has
}
merge-moves = Everything else comes over to { $name }, its history too
merge-moves-people = { $count ->
    [one] 1 contact
   *[other] { $count } contacts
}
merge-moves-addresses = { $count ->
    [one] 1 address
   *[other] { $count } addresses
}
merge-moves-touches = { $count ->
    [one] 1 touch
   *[other] { $count } touches
}
merge-moves-plans = { $count ->
    [one] 1 follow-up
   *[other] { $count } follow-ups
}
merge-moves-these = These move: { $list }
merge-joined = { $name } is at both and becomes one contact
merge-do = Merge
merge-done = { $name } was merged into { $into }
merge-choose-two = Select exactly two customers to merge them
merge-gone = One of the two is no longer there

duplicates-title = Possible duplicates
duplicates-what = Customers that share a number, a name but for its legal form, a phone or a mail domain. Tick two of a group to compare and merge them.
duplicates-seeking = Comparing all customers…
duplicates-none = No two customers look alike
duplicates-kind = Alike in
duplicates-all = { $count ->
    [one] 1 group
   *[other] All { $shown } groups
}
duplicates-many = { $count ->
    [one] 1 number or domain that more than { $most } customers share is left out
   *[other] { $shown } numbers and domains that more than { $most } customers share are left out
}
duplicates-compare = Compare and merge…
duplicates-compare-these = Compare and merge { $names }
duplicates-tick = Choose { $name }
card-merged = { $names } was merged into this customer

command-merge = Merge two customers…
command-duplicates = Possible duplicates
command-journal = History of the book
rows-confirmations = Confirmed facts
rows-merged = Merged customers
