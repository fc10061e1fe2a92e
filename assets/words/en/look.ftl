# How the desk looks: the head of a card, the calendar beside it, the head and the foot of the table.

look-chip = { $field }: { $value }
look-other = Other…
look-place = { $city }, { $country }
look-weekdays = Mon Tue Wed Thu Fri Sat Sun
look-last = last touch { $when }
look-last-by = last touch { $when }: { $what }
look-across = Columns out of sight
look-one-week = One week only
look-whole-month = Whole month
look-next-week = Next week
look-previous-week = Previous week
look-fields-came = { $count } fields
look-fold-changes = Show less
look-due = Follow-up { $when }
keys-in-card = In the card that stands alone
keys-card-leave = Back to the table
