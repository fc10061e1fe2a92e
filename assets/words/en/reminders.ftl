# Reminders, pop-ups of the system, and the calendar for other programs.
reminder-morning = Good morning: what today holds
reminder-day-due = { $count ->
    [one] 1 to contact today
   *[other] { $shown } to contact today
}
reminder-day-overdue = { $count ->
    [one] 1 overdue
   *[other] { $shown } overdue
}
reminder-day-promises = { $count ->
    [one] 1 promise is due
   *[other] { $shown } promises are due
}
reminder-at = { $time } { $customer }
reminder-reply = { $customer } waits for an answer
reminder-reply-what = The time to reply ends soon
reminder-pool = { $customer } will soon be proposed for the public pool
reminder-pool-what = Any touch that counts keeps the customer
reminder-several = { $count } reminders
reminder-more = { $count ->
    [one] and 1 more
   *[other] and { $shown } more
}
reminder-missed = { $count ->
    [one] While gendan was closed, 1 reminder passed
   *[other] While gendan was closed, { $shown } reminders passed
}
reminder-missed-line = { $day } { $what }
reminder-open = Open
reminder-done = Done
reminder-later = In an hour
reminder-put-off = Reminding again at { $time }
reminder-trial = Pop-ups work
reminder-trial-what = This is how gendan will remind you
settings-tab-reminders = Reminders
reminders-popups = Pop-ups
reminders-popups-what = Shown by the system, also while the window is hidden. In the list of messages you find all of them again
reminders-no-popups = This system shows no pop-ups ({ $why }). All reminders stand in the window and in the list of messages
reminders-on = On
reminders-off = Off
reminders-try = Show one now
reminders-morning = In the morning
reminders-morning-what = On working days: what is due today, what is overdue, and what you have promised
reminders-morning-work = At the start of work ({ $time })
reminders-morning-at = At another time
reminders-morning-time = Time of the morning reminder
reminders-before = Before a follow-up
reminders-before-what = For follow-ups with a time of day
reminders-before-none = On time
reminders-minutes = { $count } min
reminders-quiet = Quiet hours
reminders-quiet-what = Nothing pops up then; it comes when they end, on the same day
reminders-quiet-none = None
reminders-quiet-some = From … to …
reminders-quiet-from = Quiet from
reminders-quiet-to = Quiet until
reminders-file = Calendar file
reminders-file-what = Follow-ups and promises as an .ics file that is kept up to date. Calendars such as Outlook, Thunderbird or that of a phone can subscribe to it, for instance from a synced folder
reminders-file-stop = Stop
calendar-file-title = gendan
calendar-file-plan = { $customer }: { $what }
calendar-file-plan-bare = { $customer }: follow-up
calendar-file-promise-ours = { $customer }: we promised { $what }
calendar-file-promise-theirs = { $customer }: they promised { $what }
calendar-file-line = { $label }: { $text }
calendar-file-method = By
calendar-file-focus = Focus
calendar-file-goal = Goal
calendar-file-content = Content
calendar-file-products = Products
calendar-file-result = Expected result
calendar-file-category-plan = Follow-up
calendar-file-category-promise = Promise
cli-calendar = { $count ->
    [one] Wrote a calendar of 1 entry to { $file }
   *[other] Wrote a calendar of { $count } entries to { $file }
}
