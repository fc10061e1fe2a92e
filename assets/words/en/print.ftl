# The print page.
command-print = Print…
print-title = Print
print-what = What
print-template = Template
print-built-in = Built in
print-copy-template = Copy the built-in template, to change it
print-template-copied = Copied to { $file }; the preview follows as you change it
print-whom = Whom
print-previewed = The preview has the first { $shown } of { $count }; all are printed
print-day = Day
print-day-before = Earlier
print-day-after = Later
print-size = Paper
print-language = Language of the paper
print-card = What is printed
print-back = Back: follow-ups, touches, lines to write on
print-back-hint = Where the printer has no duplex: print the odd pages, put the pile back in turned over, and print the even pages
print-prices = Prices and amounts
print-personal = Personal data of people
print-long = Every text whole, on as many pages as it takes
print-missing = No font here has these characters, they come out as boxes: { $characters }
print-do = Print
print-save = Save as PDF…
print-close = Close
print-making = Making pages…
print-page-of = Page { $at } of { $count }
print-page-before = Page before
print-page-after = Next page
print-smaller = Smaller
print-larger = Larger
print-fit-page = Whole page
print-fit-width = Page width
print-save-title = Save as PDF
print-save-do = Save
print-as-pages = As pages (PDF)
print-as-list = As a mailing list (CSV): names and addresses of those chosen
print-one-each = One file for each customer
print-many-files = More than a thousand customers: numbered files of a thousand each
print-file-name = { $paper } { $day }.pdf
print-saved = { $pages ->
    [one] One page saved: { $file }
   *[other] { $pages } pages saved: { $file }
}
print-sent = { $pages ->
    [one] One page sent to the printer
   *[other] { $pages } pages sent to the printer
}
print-opened = Opened to be printed there: no printing system was found
print-not-sent = The pages could not be sent to the printer
print-not-sent-hint = Save them as PDF and print the file
job-print = Printing { $paper }
print-busy = Something is still running; print when it is done
print-labels = Sheet
print-first-label = First label still on the sheet
print-subject = Subject
print-letter-text = Text
print-letter-hint = Words in braces are filled in for each: { "{" }contact{ "}" }, { "{" }company{ "}" }, { "{" }products{ "}" }, any field of the card or of your own. An empty line begins a paragraph.
print-log-letters = Log a letter with each as a touch
settings-tab-company = Company and paper
company-name = Company
company-name-what = Head of letters, sender on envelopes
company-address = Address
company-ways = Telephone, mail, site
company-ways-what = Below the address in the head of letters
company-logo = Logo
company-logo-what = PNG or JPEG; it stands in the head of letters instead of the name
company-logo-there = There is one
company-logo-choose = Choose a picture…
company-logo-kinds = Pictures
company-logo-remove = Remove
company-logo-path = Path of the picture
company-logo-type = The system shows no file dialog here: type the path and press Enter
company-paper = Usual paper
company-paper-what = Cards are printed on A5 unless you choose otherwise when printing
