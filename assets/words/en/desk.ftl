# What stands around the panes: palette, list of keys, notices.

# ---- Commands
command-palette = Find a command or customer…
command-notices = Notices
command-larger = Larger
command-smaller = Smaller
command-usual-size = Usual size
command-other-theme = Switch between light and dark
command-other-language = Switch to Chinese
command-keys = Keys and commands
commands-book = Book
commands-edit = Change
commands-go = Go to
commands-look = Look
commands-help = Help

# ---- Palette
palette-hint = A command or a customer, in any language
palette-results = Results
palette-recent = Recently used
palette-customers = Customers
palette-nothing = Nothing found for “{ $typed }”
palette-foot-run = Run
palette-foot-close = Close

# ---- Keys
keys-find = Find a key or command
keys-none = no key
keys-in-table = In the table
keys-in-search = In the search box
keys-in-field = In a field of the card
keys-in-form = In forms and questions
keys-table-walk = One row up or down
keys-table-page = One page up or down
keys-table-ends = To the first or last row
keys-table-extend = Extend the selection
keys-table-open = Open the card
keys-search-leave = Into the table
keys-search-clear = Clear the search
keys-field-save = Save
keys-field-leave = Leave it as it was
keys-form-walk = To the next or previous field
keys-form-confirm = Confirm
keys-form-close = Close without saving

# ---- Notices
notices-name = Notices
notices-none = No notices yet
notices-none-what = What was done or failed since the start can be read again here
notices-unread = { $count ->
    [one] Notices, 1 failure unread
   *[other] Notices, { $count } failures unread
}
notices-clear = Clear
notice-failed = Failed: { $words }
form-close = Close
