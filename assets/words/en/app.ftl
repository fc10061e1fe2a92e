# The window: places, table, card, calendar, dialogs.

app-name = Gendan
app-title = { $book } – Gendan

# ---- Commands
command-new-customer = New customer
command-import = Import
command-export = Export…
command-search = Search customers
command-undo = Undo
command-redo = Redo
command-select-all = Select all
command-delete-customers = Delete selected…
command-back-up = Back up now
command-open-book-folder = Open the book's folder
command-go-customers = Customers
command-go-calendar = Calendar
command-go-settings = Settings
command-choose-columns = Columns
command-back = Back to the table
undo-what = Undo: { $what }
redo-what = Redo: { $what }
menu-more = More

# ---- Search
search-hint = Name, contact, phone, anything…
search-clear = Clear search
search-no-hits = Nothing found for "{ $search }"
search-no-hits-what = Every word has to occur somewhere in a customer, its contacts or notes
search-still-filling = Search is still being prepared

# ---- Table
table-name = Customers
table-scroll = Scroll the table
customers-count = { $count ->
    [one] 1 customer
   *[other] { $shown } customers
}
customers-count-of = { $shown } of { $total } customers
customers-selected = { $shown } selected
column-sort-hint = Click to sort
column-sorted-up = { $column }, ascending
column-sorted-down = { $column }, descending
columns-search = Find a column
columns-reset = Reset columns
column-move-left = Move { $column } left
column-move-right = Move { $column } right
row-announced = { $row }: { $name }
job-share = { $what }: { $percent } %
book-saved = All changes saved
book-backing-up = Backing up: { $percent } %
book-backed-up = All changes saved · backed up { $ago }
ago-now = just now
ago-minutes = { $count ->
    [one] 1 minute ago
   *[other] { $count } minutes ago
}
ago-hours = { $count ->
    [one] 1 hour ago
   *[other] { $count } hours ago
}

# ---- An empty book
empty-book = Your book is empty
empty-book-what = Here you keep your customers, what happened with them and what comes next
empty-import = Import a list…
empty-import-what = Excel or CSV from a CRM, a fair or a data vendor
empty-new = New customer
empty-new-what = Start with one; only a name is needed
empty-sample = Try the sample
empty-sample-what = Fictional customers to look around; one undo removes them

# ---- Card
card-nobody = Select a customer to see the card
card-gone = This customer is no longer there
card-tab-card = Card
card-tab-history = History
card-contacts = Contacts
card-addresses = Further addresses
card-follow-ups = Follow-ups
card-touches = Touches
card-due = { $when }: { $goal }
card-from-list = From the list { $file }, { $day }
customer-without-name = Customer without a name
category-basic = Company
category-judgement = Judgement
category-needs = Needs
category-credit = Credit and payment
category-operation = Operation
category-touch = Touch
category-results = Results
category-other = Plans and notes
category-source = Source
category-extra = Your own fields
section-add-field = Add a field to { $section }
card-add-field = Add a field
card-find-field = Find a field
field-choices = Choices for { $field }
stars-set = { $name }: { $count }
extra-add = Add a field of your own
copy-value = Copy { $value }
copied = Copied

# ---- Actions
action-log-touch = Log a touch
action-plan = Follow up
action-mail = Write to { $to }
action-call = Call { $number }
call-at-night = It is { $time } there, the middle of the night
call-at-night-again = Press again to call all the same
action-whatsapp = WhatsApp { $number }
action-more = More actions
action-open-website = Open the website
action-copy-address = Copy the address
action-delete = Delete customer…

# ---- Contacts and addresses
contact-add = Add a contact
contact-new-name = Name of the new contact
contact-more = More about { $name }
contact-add-field = Add a field
contact-delete = Delete contact
contacts-none = No contact yet
address-add = Add an address
address-purpose = Purpose

# ---- Follow-ups and touches
follow-up-add = Plan a follow-up
follow-up-change = Change the follow-up
follow-up-day = Day
follow-up-goal = What for
follow-up-method = How
follow-up-done = Mark as done: { $goal }
follow-up-reopen = Open again: { $goal }
follow-up-without-goal = Follow up
follow-ups-none = Nothing planned
touch-new = What happened?
touch-channel = Channel
touch-day = Day
touch-text = What was said
touch-without-words = In touch
touch-delete = Delete the touch of { $day }
touches-none = No touch yet
touches-all = Show all { $count }
channel-set = { $name }: { $channel }
soon-week = in a week
soon-two-weeks = in two weeks
soon-month = in a month
history-none = No changes yet
history-when-who = { $when }, { $who }

# ---- Days
day-today = today
day-tomorrow = tomorrow
day-yesterday = yesterday
day-in-days = { $count ->
    [one] in 1 day
   *[other] in { $count } days
}
day-days-ago = { $count ->
    [one] 1 day ago
   *[other] { $count } days ago
}
day-in-weeks = { $count ->
    [one] in 1 week
   *[other] in { $count } weeks
}
day-weeks-ago = { $count ->
    [one] 1 week ago
   *[other] { $count } weeks ago
}
day-overdue = { $count ->
    [one] 1 day late
   *[other] { $count } days late
}
day-long = { $weekday }, { $day } { $month_name } { $year }
day-month = { $month_name } { $year }
month-names = January February March April May June July August September October November December
weekday-names = Monday Tuesday Wednesday Thursday Friday Saturday Sunday
weekday-short = Mo Tu We Th Fr Sa Su

# ---- Calendar
calendar-previous = Previous month
calendar-next = Next month
calendar-today = Today
calendar-fold = Fold the calendar
calendar-unfold = Unfold the calendar
calendar-day-with = { $day }, { $count ->
    [one] 1 entry
   *[other] { $shown } entries
}
calendar-day-free = Nothing planned { $day }
calendar-day-count = { $count ->
    [one] 1 entry
   *[other] { $shown } entries
}, { $day }
calendar-more = { $shown } more
calendar-plan-here = Follow up { $name }

# ---- Dialogs and notices
new-customer = New customer
new-customer-save = Add customer
new-customer-needs-name = A company or a contact is needed
form-save = Save
form-cancel = Cancel
delete-one = Delete { $name }?
delete-many = Delete { $shown } customers?
delete-what = Contacts, addresses, follow-ups and touches go too. You can undo this.
delete-do-one = Delete
delete-do-many = Delete { $shown }
deleted-one = { $name } deleted
deleted-many = { $shown } customers deleted
deleted-contact = Contact deleted
deleted-address = Address deleted
deleted-touch = Touch deleted
deleted-follow-up = Follow-up deleted
done-follow-up = Follow-up done
logged-touch = Touch logged
undone = Undone: { $what }
redone = Done again: { $what }
nothing-to-undo = Nothing to undo
nothing-to-redo = Nothing to redo
notice-undo = Undo
notice-close = Close this message
folder-not-opened = The folder { $folder } could not be opened

# ---- Settings
settings-title = Settings
settings-language = Language
settings-language-system = As the system
settings-theme = Theme
settings-theme-system = As the system
settings-theme-light = Light
settings-theme-dark = Dark
settings-scale = Scale
settings-scale-what = Everything on the screen. { $larger } and { $smaller } do it from anywhere.
settings-book = Book

# ---- A book that cannot be opened
refusal-again = Try again
refusal-other = Or open a book in another folder
refusal-open = Open

# ---- Import
import-title = Import a list
import-drop = Drop an Excel or CSV file here
import-choose = Choose file…
import-choose-title = Choose a list to import
import-kinds = Lists
import-path = Path of the file
import-path-hint = Or type its path…
import-open = Open
import-no-dialog = No file dialog can be shown here: drop the file, or type its path
import-recent = Imported last
import-downloads = In your downloads
import-looking = Looking around…
import-title-of = Import { $file }
import-close = Close
import-step-file = 1 File
import-step-fields = 2 Fields
import-step-review = 3 Review
import-step-done = 4 Done
import-next = Next
import-back = Back
import-another = Another file
import-reading = Reading { $file }
import-comparing = Comparing { $file } with your book
import-taking = Importing { $file }
import-taking-what = You can go on working meanwhile
import-rate = { $done } rows, { $rate } per second
import-sheet = Sheet
import-sheet-rows = { $name } ({ $rows })
import-sheet-header = Sheet "{ $sheet }", { $header }
import-encoding = Encoding
import-delimiter = Separator
import-detect = Detect
import-detected = { $value } (detected)
delimiter-comma = Comma
delimiter-semicolon = Semicolon
delimiter-tab = Tab
import-header-row = headings in row { $row }
import-header-none = no headings
import-header-click = Click the row that holds the headings
import-header-set = Headings in row { $row }
import-header-without = There are no headings
import-header-remark = Rows above the headings are left out
import-fields-remark = Empty cells never erase anything; the whole import can be undone, and the file is kept
import-review = Review { $shown } { $count ->
    [one] row
   *[other] rows
}
import-recognised = { $count } recognised
import-doubtful = { $count } doubtful
import-own-fields = { $count } as your own fields
import-own-field = Your own field
import-line-field = Kept with the order
import-touch-field = Kept with the touch
import-remembered = Mapped as for { $file } on { $day }
import-no-rows = No rows below the headings
import-on-match = Customers already in the book
on-match-update = Update them
on-match-fill = Fill empty fields only
on-match-skip = Leave them as they are
on-match-add = Add them again
import-dates = Dates
dates-found = As found
dates-dmy = Day/month/year
dates-mdy = Month/day/year
dates-ymd = Year/month/day
import-hidden-out = Leave out { $count } hidden { $count ->
    [one] row
   *[other] rows
}
import-column-unnamed = Column { $column }
import-column-goes = { $column } goes to { $target }
import-column-answered = Chosen by you
import-column-sure = Recognised
import-column-likely = Probably
import-column-unknown = Unknown column
import-column-useless = Nothing useful in it
import-column-wrong = { $count } wrong
import-column-odd = { $count } doubtful
picker-search = Find a field
picker-automatic = As recognised
picker-ignore = Leave out
picker-own = Your own field: { $name }
picker-own-unnamed = Unnamed
import-card-new = new customers
import-card-changed = changed
import-card-same = the same
import-card-look = need your eye
import-card-contacts = { $shown } new contacts
import-card-lines = { $shown } order lines kept for them
import-card-touches = { $shown } touches come in
import-card-differences = { $shown } values differ
import-card-same-what = Nothing to do
import-card-look-what = { $doubts ->
    [0] { $skipped } rows are left out
   *[other] { $shown } more are doubtful, { $skipped } rows left out
}
import-tab-issues = To look at ({ $shown })
import-tab-changes = Changes ({ $shown })
import-tab-gone = No longer listed ({ $shown })
import-gone-what = An earlier export of this list had these customers; they stay in the book
import-filter-all = All
import-filter-rows = Whole rows
import-filter = { $field } { $count }
import-no-issues = Nothing to look at: every row was understood
import-tab-new = New ({ $shown })
import-tab-fields = Fields ({ $shown })
import-no-new = No customer is new
import-new-people = { $person } +{ $more }
import-filled = { $field }: { $shown } rows, { $percent } %
import-filled-share = { $percent } %
import-no-changes = No value in the book changes
import-row = Row { $row }
import-issue-of = { $field }: { $message }
import-repair = Row { $row }, { $field }
import-repair-save = Correct
import-change-who = Customer
import-change-field = Field
import-change-book = In the book
import-change-list = In the list
import-change-result = Result
import-change-takes-list = list
import-change-keeps-book = book
import-change-by-hand = book, changed by hand
import-review-remark = Nothing has been changed yet
import-take = Import { $shown } { $count ->
    [one] customer
   *[other] customers
}
import-nothing-to-take = Nothing to import
import-done = { $file } imported
import-done-added = { $shown } new { $count ->
    [one] customer
   *[other] customers
}
import-done-updated = { $shown } { $count ->
    [one] customer
   *[other] customers
} updated
import-done-unchanged = { $shown } unchanged
import-done-contacts = { $shown } new { $count ->
    [one] contact
   *[other] contacts
}
import-done-touches = { $count ->
    [one] { $shown } touch
   *[other] { $shown } touches
} taken in
import-done-lines = { $shown } order { $count ->
    [one] line
   *[other] lines
} kept
import-done-skipped = { $shown } { $count ->
    [one] row
   *[other] rows
} left out
import-done-show = Show customers
import-done-undo = Undo the import
import-done-kept = The file is kept in the book's folder

# ---- Taking the list out
export-title = Export customers
export-shown = All shown ({ $shown })
export-selected = Selected ({ $shown })
export-file-name = customers-{ $day }.xlsx
export-path = File
export-choose = Choose…
export-what = What comes out goes in again without changing anything
export-replaces = This file is there already and will be replaced
export-no-dialog = No file dialog can be shown here; type the path
export-do = Export { $shown }
exported = { $shown } { $count ->
    [one] customer
   *[other] customers
} written to { $file }
job-export = Writing { $file }
job-died = The work ended unexpectedly; nothing in the book has changed
notice-open-folder = Open folder

import-not-taken = Save { $shown } { $count ->
    [one] row
   *[other] rows
} with values that were not taken…
import-not-taken-saved = { $shown } { $count ->
    [one] row
   *[other] rows
} written to { $file }
