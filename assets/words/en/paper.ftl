# What stands on paper, and what printing has to say.
paper-more = … ({ $count } more characters)
paper-printed = printed { $day }
paper-printed-by = printed { $day } by { $who }
paper-page = Page
paper-of = of
paper-people = People
paper-plans = Follow-ups
paper-promises = Promises
paper-touches = Touches
paper-addresses = Addresses
paper-notes = Notes
paper-nothing = None
print-template-wrong = { $line ->
    [0] Template { $template }: { $reason }
   *[other] Template { $template }, line { $line }: { $reason }
}
print-template-wrong-hint = Correct the file, or take the built-in template meanwhile
print-no-template = There is no template { $template } for this paper
print-no-template-hint = `gendan templates` lists them; copies belong into the folder "templates" of the book
print-template-file = The template file cannot be read or written: { $file }
print-template-file-hint = See whether it is there already, or open in another program
print-broke = The pages could not be made
print-broke-hint = Take the built-in template, or fewer customers at once
print-file = The file cannot be written: { $file }
print-file-hint = Close it in other programs, or choose another place
print-logo = The picture is neither PNG nor JPEG: { $file }
print-logo-hint = Save it as PNG with another program
print-nobody = There is nobody to print
print-nobody-hint = Choose customers, or search for others
print-cancelled = Printing was cancelled
cli-printed = { $pages ->
    [one] One page written to { $file }
   *[other] { $pages } pages written to { $file }
}
cli-missing-glyphs = No font here has these characters, they come out as boxes: { $characters }
paper-table = Customers
paper-due = To contact on { $day }
paper-due-cut = the first { $shown } of { $count }
paper-when = When
paper-late = { $days ->
    [one] 1 day late
   *[other] { $days } days late
}
paper-why = What for, and why
paper-reached = Person and how to reach them
paper-came-of-it = What came of it
paper-long-day = { $weekday }, { $day }
paper-weekly = Weekly follow-up form
paper-week = { $from } to { $to }
paper-route = Route
paper-visit-on = Visit on
paper-more-entries = { $count } more
paper-name-card = Customer cards
paper-name-brief = Briefs before a contact
paper-name-due = Due list of a day
paper-name-table = Table of customers
paper-name-month = Calendar of a month
paper-name-route = Route: list and cards of a trip
paper-name-letter = Letters
paper-name-envelope = Envelopes
paper-name-labels = Address labels
letter-usual-subject = Our latest offers
letter-usual-text = Dear { "{" }contact{ "}" },

    thank you for your interest in our products. Please find our latest offers enclosed.

    If you have any questions, or would like samples, just write to us.

    Kind regards
print-endless = The template takes too long
print-too-large = The template takes too much memory
