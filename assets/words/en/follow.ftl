# Touches, follow-ups, promises, the public pool: what is kept and what steps are called.

# ---- Ways of being in touch
way-mail = Mail
way-phone = Phone
way-whatsapp = WhatsApp
way-wechat = WeChat
way-im = Chat
way-visit = Visit
way-customer-meeting = Customer meeting
way-exhibition = Fair
way-letter = Letter
way-sample = Sample sent
way-after-sales = After-sales
way-mailing = Mailing
direction-out = From us
direction-in = From them
direction-both = Both sides

# ---- What of use was brought
value-market-news = Market news
value-case = Success case
value-answer = Answer
value-new-product = New product
value-offer = Offer
value-invitation = Invitation

# ---- What to prepare
check-customer-data = Customer data
check-product-samples = Product data and samples
check-documents = Documents and bills
check-cards-seals = Name cards, seals, stationery
check-transport = Transport

# ---- How often
repeat-days = { $count ->
    [one] every day
   *[other] every { $count } days
}
repeat-weeks = { $count ->
    [one] every week
   *[other] every { $count } weeks
}
repeat-months = { $count ->
    [one] every month
   *[other] every { $count } months
}
repeat-years = { $count ->
    [one] every year
   *[other] every { $count } years
}

# ---- Promises
promised-by-us = We
promised-by-them = They

# ---- What steps are called
step-log-touches = Log a touch with { $count } customers
step-edit-touch = Change a touch with { $name }
step-change-follow-up = Change a follow-up with { $name }
step-move-follow-up = Move a follow-up with { $name }
step-move-follow-ups = Move { $count } follow-ups
step-skip-follow-up = Skip a follow-up with { $name }
step-put-promise = Note a promise with { $name }
step-change-promise = Change a promise with { $name }
step-keep-promise = Promise with { $name } kept
step-drop-promise = Drop a promise with { $name }
step-delete-promise = Delete a promise with { $name }
step-drop-to-pool = { $name } to the public pool
step-drop-many-to-pool = { $count } customers to the public pool
step-release = Release { $name } to the public pool
step-release-many = Release { $count } customers to the public pool
step-claim = Claim { $name } from the public pool
step-claim-many = Claim { $count } customers from the public pool
step-set-rules = Change the follow-up rules
edit-not-rules = The rules cannot be read
edit-not-rules-hint = Rules are one JSON object, as gendan rules --json prints it
pool-reason-by-hand = Released by hand
pool-reason-said = { $text }

# ---- The history and the comparison with a backup
history-promise = Promise
history-pool-stay = Public pool
history-rulebook = Follow-up rules
history-rules = Changed
history-yes = Yes
rows-promises = Promises
rows-pool-stays = Stays in the public pool
rows-rulebook = Follow-up rules
column-direction = Who spoke
column-value = Value brought
column-value-what = Which
column-outcome = Outcome
column-opinion = Opinion
column-competitor = Competitors
column-follow-up = Planned for
column-author = Author
column-needs-reply = Waits for an answer
column-due-time = Time
column-focus = Focus
column-products = Products
column-quantity = Quantity
column-amount = Amount
column-expected-result = Expected result
column-checklist = To prepare
column-repeat = Repeats
column-skipped-on = Skipped on
column-skip-reason = Why skipped
column-moved-times = Times moved
column-touch = Given on
column-side = Who promised
column-kept-on = Kept on
column-dropped-on = Dropped on
column-made-on = Given on
column-reason = Reason
column-previous-owner = Owner before
column-claimed-on = Claimed on
column-claimed-by = Claimed by
column-rules = Rules

# ---- What is said when it is done
skipped-follow-up = Follow-up skipped
deleted-promise = Promise deleted
logged-touches = Touch with { $shown } { $count ->
    [one] customer
   *[other] customers
} logged

# ---- The line by which a touch is logged
quick-line = Log a touch in one line
quick-line-hint = mail quoted FOB Ningbo 1.25, next fri
quick-nobody = Select a customer first
quick-log-one = Log a touch with { $name }
quick-log-many = Log a touch with { $shown } { $count ->
    [one] customer
   *[other] customers
}
quick-how = How
quick-said = Said
quick-next = Next
quick-needs-reply = waits for an answer

# ---- Forms
form-time = Time
form-time-odd = No time of day
form-other = other…
form-other-channel = Other: { $name }
touch-change = Change the touch
touch-edit = Change the touch of { $day }
touch-completes = Completes: { $goal }
touch-direction = Who spoke
touch-needs-reply = waits for an answer
touch-with = With whom
touch-with-nobody = Nobody in particular
touch-outcome = Outcome
touch-value = Value brought
touch-value-what = Which one
touch-next = Next follow-up
touch-next-hint = next fri, in 3 days…
touch-next-goal = What for next time
touch-opinion = Opinions heard
touch-competitor = Competitors
touch-waits = waits for an answer
touch-part = { $label }: { $text }
value-sent-already = The same was sent already on { $day }
value-sent-last = Last time: { $what }, { $day }
follow-up-focus = Focus
follow-up-content = What to say
follow-up-products = Products
follow-up-quantity = Quantity
follow-up-amount = Amount
follow-up-expected = Expected result
follow-up-repeat = Repeat
follow-up-checklist = To prepare
follow-up-more = More: { $goal }
follow-up-menu-change = Change…
follow-up-menu-done = Done, without a touch
follow-up-menu-day = Move by a day
follow-up-menu-week = Move by a week
follow-up-menu-skip = Skip…
follow-up-menu-delete = Delete
follow-up-prepared = { $ready } of { $all } prepared
follow-up-moved = { $count ->
    [one] moved once
   *[other] moved { $count } times
}
follow-up-skip-title = Skip the follow-up
follow-up-skip-why = Why
follow-up-skipped-because = skipped: { $reason }
repeat-never = Never
check-add = Add an item
check-usual = The usual list
check-number = To prepare { $number }
check-ready = Prepared: { $what }
check-remove = Remove { $what }
card-promises = Promises
promises-none = Nobody owes anything
promise-add = Note a promise
promise-change = Change the promise
promise-line = { $side }: { $what }
promise-who = Who promised
promise-what = What was promised
promise-due = By when
promise-no-day = no day
promise-kept = kept
promise-dropped = dropped
promise-keep = Kept: { $what }
promise-reopen = Open again: { $what }
promise-more = More: { $what }
promise-drop = No longer expected
promise-delete = Delete
promise-set = Promise { $number }: { $what }
promise-number = Promise { $number }
promise-number-due = Promise { $number }, by when
promise-number-remove = Remove promise { $number }
promise-one-more = Add a promise
