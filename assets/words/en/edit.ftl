# What can be done with a book: names of steps as undo, notices and history say them; and why an edit is refused.
step-add-customer = Add { $name }
step-set-field = Change { $field } of { $name }
step-set-field-many = Change { $field } of { $count } customers
step-set-extra = Change { $field } of { $name }
step-set-extra-many = Change { $field } of { $count } customers
step-delete-customer = Delete { $name }
step-delete-customers = Delete { $count } customers
step-add-contact = Add contact { $person }
step-set-contact = Change { $field } of { $person }
step-delete-contact = Delete contact { $person }
step-put-address = Change an address of { $name }
step-delete-address = Delete an address of { $name }
step-log-touch = Log a contact with { $name }
step-delete-touch = Delete a logged contact with { $name }
step-put-follow-up = Plan a follow-up with { $name }
step-finish-follow-up = Finish a follow-up with { $name }
step-delete-follow-up = Delete a follow-up with { $name }
step-import = Import of { $file }
step-sample = Sample customers

edit-not-an-amount = “{ $text }” is not an amount
edit-not-an-amount-hint = Type a number, with a currency if you like: USD 1,250.00
edit-not-a-number = “{ $text }” is not a whole number
edit-not-a-number-hint = Type digits only
edit-not-stars = “{ $text }” is not a number of stars
edit-not-stars-hint = Type 1 to 5, or leave it empty
edit-not-there = This entry is no longer in the book
edit-not-there-hint = It was deleted or undone; undo brings it back
edit-nameless = A customer needs a name
edit-nameless-hint = Type the firm’s name, or the person’s where there is no firm
edit-not-a-day = “{ $text }” is not a date
edit-not-a-day-hint = Type it as 2026-11-20, or only the month as 2026-11
edit-job-running = { $job } is still running
edit-job-running-hint = Wait until it is done, or cancel it

export-sheet = Customers
export-unknown-format = A list is written as .xlsx or .csv: { $file }
export-unknown-format-hint = Give the file one of these endings
export-file = The list cannot be written ({ $reason }): { $file }
export-file-hint = Close the file in Excel if it is open, or choose another name or folder
export-too-many = { $rows } rows do not fit into one Excel sheet
export-too-many-hint = Export as .csv, or choose fewer customers
export-cancelled = Cancelled
export-cancelled-hint = No file was written

job-import = The import
