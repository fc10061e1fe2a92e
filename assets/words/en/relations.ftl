# How customers belong together: two that are one and two that are not, who was merged and what became of it.

step-tell-apart = { $name } and { $other } are not the same
step-tell-apart-many = { $count } customers are not the same
step-may-be-one = { $name } and { $other } may be the same after all
step-may-be-one-many = { $count } customers may be the same after all
column-other = Other customer
history-told-apart = Not the same
rows-told-apart = Customers told apart
history-bring-back = Bring back { $name }
apart-say = Not the same
apart-say-of = Not the same: { $names }
apart-told = Told apart: not the same
apart-revoke = May be the same after all
apart-revoke-of = May be the same after all: { $names }
edit-not-yet-there = The customer was not in the book on { $text }
edit-not-yet-there-hint = Name a later day; `history` without a day tells when it came
cli-duplicates = { $groups ->
    [0] No two customers look alike
    [one] One group of customers that may be the same
   *[other] { $groups } groups of customers that may be the same
}
cli-apart = { $pairs ->
    [one] One pair told apart
   *[other] { $pairs } pairs told apart
}
alike-through = As { $name }, who was merged into it
