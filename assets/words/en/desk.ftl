# What stands around the panes: palette, list of keys, notices.

# ---- Commands
command-backups = Backups and restoring
command-go-rates = Exchange rates
command-welcome = First steps
command-palette = Find a command or customer…
command-notices = Notices
command-larger = Larger
command-smaller = Smaller
command-usual-size = Usual size
command-other-theme = Switch between light and dark
command-other-language = Switch to 中文
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
palette-nothing = Nothing found for "{ $typed }"
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

# ---- Settings
settings-tab-look = Appearance
settings-tab-you = You and your hours
settings-tab-rates = Exchange rates
settings-tab-book = Book and backups
settings-who = Your name
settings-who-what = Stands in the history beside what you change
settings-zone = Home time zone
settings-zone-system = As the computer has it
settings-zone-what = Local times of customers are compared with it
settings-currency = Home currency
settings-currency-none = Choose a currency
settings-currency-what = For amounts typed without a currency, and what others are compared in
settings-days = Working days
settings-hours = Working hours
settings-from = From
settings-to = Until
settings-time-not-read = Not a time, for example 09:00
settings-book-move = To move the book, close the window, move this folder, and open it at its new place: gendan --book FOLDER
choose-find = Find: { $what }

# ---- Exchange rates
rates-need-currency = Exchange rates compare amounts with your home currency. Choose it first.
rates-add = New rate
rates-add-what = What one unit of a currency is worth in { $currency }, from that day on
rates-currency = Currency
rates-rate = Rate
rates-day = From day
rates-from-day = { $currency } from
rates-save = Add
rates-not-read = Not a rate, for example 7.1025
rates-file = Import rates
rates-file-what = A list with date, currency and rate, or with a date and a column per pair such as USD/CNY
rates-file-none = The file has no exchange rates
rates-file-none-hint = It needs columns for date, currency and rate, or a date and columns such as USD/CNY
rates-file-taken = { $count ->
    [0] No new exchange rates
    [one] 1 exchange rate added
   *[other] { $shown } exchange rates added
}
rates-file-unread = { $count ->
    [one] 1 line was not understood
   *[other] { $count } lines were not understood
}
rates-known = Latest rates
rates-none = No rates yet
rates-since = since { $day }
rates-older = { $count ->
    [one] 1 earlier
   *[other] { $count } earlier
}
rates-remove = Remove the rate of { $currency } from { $day }

# ---- Backups
backups-none = No backup yet. The first one is made half an hour after the first change, or now by hand.
backups-what = Made at the start, every half hour of changes, before imports, and by hand; older ones thin out by themselves
backup-start = At the start
backup-changes = After changes
backup-import = Before an import
backup-migration = Before an update
backup-wish = By hand
backup-restore = Before restoring another
backup-verify = Verify
backup-verify-of = Verify the backup of { $when }
backup-verifying = Verifying the backup of { $when }
backup-sound = The backup of { $when } is whole
backup-restore-ask = Restore…
backup-restore-of = Restore the backup of { $when }
rows-customers = Customers
rows-contacts = Contacts
rows-addresses = Addresses
rows-touches = Touches
rows-follow-ups = Follow-ups
rows-lists = Lists
rows-fields = Fields
restore-title = Restore the backup of { $when }?
restore-comparing = Comparing it with the book
restore-back = Brought back
restore-gone = Removed
restore-changed = Changed back
restore-examples = { $what }: { $names }
restore-same = The book holds the same as this backup: there is nothing to restore
restore-what = The book as it is now is backed up first, so this too can be taken back. Settings come from the backup as well.
restore-do = Restore
restore-not-now = The book is busy
restore-not-now-hint = Wait until the import, backup or other work has ended, then restore
restoring = Restoring the backup
restoring-what = The book as it was is backed up first
restored = The backup is restored
restored-what = The book as it was before stands among the backups
restored-aside = The book could not be read before; its file lies in the folder set-aside

# ---- First start
welcome-page = { $page } of { $pages }
welcome-title = Welcome to Gendan
welcome-what = Your customers, what was said and what comes next, in a folder on this computer. Nothing leaves it.
welcome-who = Who are you?
welcome-who-what = All of it can be changed in the settings later
welcome-begin = How do you want to begin?
welcome-begin-what = You can import lists at any time
welcome-import = Import a customer list
welcome-sample = Look around in the sample
welcome-empty = Begin with an empty book
welcome-empty-what = Add your first customer by hand
welcome-skip = Skip
