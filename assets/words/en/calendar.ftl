# The calendar: month, week, day, agenda, year.

calendar-view-month = Month
calendar-view-week = Week
calendar-view-day = Day
calendar-view-agenda = Agenda
calendar-view-year = Year
calendar-as-list = As a list
calendar-next-day = Next day
calendar-previous-day = Previous day
calendar-new = Plan
calendar-new-on = Plan a follow-up: { $day }
calendar-new-at = Press a free time to plan a follow-up: { $day }
calendar-keyboard = Calendar, { $day }
calendar-keys = Arrows choose day and entry · Enter opens · Alt+arrows move it · M change · D done · S skip · N new · T today
calendar-reading = Working out the due days…
calendar-done = done
calendar-late = late
calendar-overdue = { $count ->
    [one] { $shown } follow-up is late: see Today
   *[other] { $shown } follow-ups are late: see Today
}
calendar-agenda-empty = Nothing planned in the coming weeks
calendar-untimed = Without a time: { $shown }
calendar-untimed-none = Nothing stands on this day without a time. Drag an entry to the left to give it one, and here to take it away
calendar-more-on = { $day }: { $shown } more
calendar-moved = { $name } moved to { $day }
calendar-planned = Follow-up with { $name } planned for { $day }
calendar-promise-kept = Promise kept: { $what }
calendar-promise-dropped = No longer expected: { $what }
topic-follow-up = Follow-ups
topic-promise = Promises
topic-promise-ours = our promise
topic-promise-theirs = their promise
topic-due = Due by rule
topic-birthday = Birthdays
topic-festival = Festivals and fairs
topic-holiday = Holidays there
topic-hide = Hide: { $topic }
topic-show = Show: { $topic }
plan-whom-title = Follow up with whom?
plan-whom-at = { $day }, { $time }
plan-whom-search = Name of a customer or contact
occasion-and = {", "}
occasion-holiday = { $country }: { $name }
occasion-holiday-more = { $country }, { $count } more: { $name }
occasion-holidays = Holiday in { $country }
occasion-holidays-more = Holiday in { $country }, { $count } more
occasion-write = Write for { $what } ({ $day })
year-title = { $year }
year-legend = How often you were in touch each day
year-less = Less
year-more = More
year-month = { $month_name }
year-day = { $day }: { $count ->
    [one] { $shown } touch
   *[other] { $shown } touches
}
year-sum = { $count ->
    [one] { $shown } touch
   *[other] { $shown } touches
} on { $days } days
year-sum-best = { $sum }, most on { $day }: { $shown }
year-month-said = { $month }: { $shown } touches on { $days } days
year-day-said = ; { $day }: { $count }
