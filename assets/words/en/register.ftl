# The card register: what was printed and exported, who has which card, what was checked.

# ---- What steps are called
step-print-card = { $said ->
    [0] Print the card of { $name }
   *[other] Print the card of { $name }: { $why }
}
step-print-cards = { $said ->
    [0] Print { $count } cards
   *[other] Print { $count } cards: { $why }
}
step-take-card = { $said ->
    [0] Take the card of { $name } along
   *[other] Take the card of { $name } along: { $why }
}
step-take-cards = { $said ->
    [0] Take { $count } cards along
   *[other] Take { $count } cards along: { $why }
}
step-print-paper = { $said ->
    [0] Print { $paper } for { $name }
   *[other] Print { $paper } for { $name }: { $why }
}
step-print-papers = { $said ->
    [0] Print { $paper } for { $count } customers
   *[other] Print { $paper } for { $count } customers: { $why }
}
step-list-out = { $said ->
    [0] Write { $count ->
        [one] one customer
       *[other] { $count } customers
    } to { $file }
   *[other] Write { $count ->
        [one] one customer
       *[other] { $count } customers
    } to { $file }: { $why }
}
step-return-card = Card of { $name } is back
step-return-cards = { $count } cards are back
step-put-off-card = Wait longer for the card of { $name }
step-put-off-cards = Wait longer for { $count } cards
step-check-card = { $said ->
    [0] Check the card of { $name }
   *[other] Check the card of { $name }: { $note }
}
step-check-cards = { $said ->
    [0] Check { $count } cards
   *[other] Check { $count } cards: { $note }
}
edit-card-not-out = Nobody has the card of { $text }
edit-card-not-out-hint = `gendan register` lists the cards that somebody has

# ---- The history and the comparison with a backup
history-card-copy = Printed card
history-card-check = Check of the card
history-list-out = List that left the book
rows-card-copies = Printed cards
rows-card-checks = Checks of cards
rows-lists-out = Lists that left the book
column-printed-at-ms = Printed
column-made-at-ms = Written
column-paper = Paper
column-template = Template
column-file = File
column-why = What for
column-taken-by = Taken along by
column-taken-on = Taken along on
column-due-back-on = Due back on
column-returned-on = Returned on
column-checked-on = Checked on
column-checked-by = Checked by
column-note = What was found
column-query = Search
column-customers = Customers

# ---- On Today
agenda-card = the card was taken along on { $taken }, back by { $due }
agenda-card-by = { $who } took the card along on { $taken }, back by { $due }
today-returned-of = Card is back: { $name }
done-cards-returned = { $count ->
    [one] The card is back
   *[other] { $count } cards are back
}
done-cards-checked = { $count ->
    [one] The card is checked
   *[other] { $count } cards are checked
}
done-card-put-off = The card is expected by { $day }

# ---- On the card
register-out = Taken along by { $who } on { $taken }
register-out-until = Taken along by { $who } on { $taken }, back by { $due }
register-return = Is back
register-since = { $fields ->
    [0] Printed { $day }, nothing changed since
    [one] Printed { $day }, one field changed since
   *[other] Printed { $day }, { $fields } fields changed since
}
register-checked-on = checked { $day }
register-since-title = Changed since the card was printed
register-since-nothing = Every field is as it stands on paper
register-since-touches = { $count ->
    [one] One touch was added
   *[other] { $count } touches were added
}
register-check = The card was checked

# ---- The register
command-card-register = Card register…
register-title = Card register
register-part-out = Taken along { $count }
register-part-overdue = Should be back { $count }
register-part-all = All that were printed
register-none-out = Nobody has a card
register-none-printed = No card was printed yet
register-none-hint = Cards that are printed to be taken along stand here until they are back
register-printed = printed { $day }
register-taken = taken { $day }
register-back = back { $day }
register-no-day = no day set
register-return-of = Is back: { $name }
register-return-all = All { $count } are back
register-check-selected = { $count ->
    [one] Card of the selected customer was checked
   *[other] { $count } selected cards were checked
}
register-close = Close
print-why = What for
print-why-hint = Goes into the history, for example: visit to Canton Fair
print-take-along = Taken along, and comes back
print-taken-by = Who takes them
print-back-by = Back by
print-back-in = { $days ->
    [1] Tomorrow, { $day }
   *[other] In { $days } days, { $day }
}
export-why = What for
export-why-hint = Goes into the history, for example: for the agent in Hamburg

# ---- From a shell
register-overdue = overdue
register-never-printed = This card was never printed
register-changes = { $fields ->
    [0] No field has changed since the card was printed
    [one] One field has changed since the card was printed
   *[other] { $fields } fields have changed since the card was printed
}. { $touches ->
    [0] No touch was added
    [one] One touch was added
   *[other] { $touches } touches were added
}
cli-register = { $count ->
    [one] One card
   *[other] { $count } cards
}, { $overdue } overdue
cli-not-noted = The register does not know of this: { $reason }

# ---- The check sheet
paper-check = Weekly check of customer cards
paper-check-complete = Complete
paper-check-stale = Facts to verify
paper-check-changed = Changed since print
paper-check-last = Checked last
paper-check-remarks = Remarks
