# What the rules compute as columns, what has happened in the calendar, the review of lost customers, prompts of a touch.

calendar-done-on = done { $day }
calendar-skipped-on = skipped { $day }
calendar-kept-on = kept { $day }
calendar-dropped-on = given up { $day }
topic-touch = Touches
