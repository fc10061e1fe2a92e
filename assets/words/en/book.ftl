# The book: errors with their way out, and names of steps.

store-with-path = { $sentence }: { $path }

store-in-use = The book is open in the window "{ $name }" (process { $pid } on { $host })
store-in-use-hint = Make the change there, or close that window and try again
store-newer = This book was written by a newer version of gendan (book version { $found }, this program knows { $known })
store-newer-hint = Update gendan. The file was not touched.
store-older = This book was written by an older version of gendan and has not been updated yet
store-older-hint = Open it once in the gendan window; a backup is made first
store-foreign = This file is a database of another program
store-foreign-hint = Choose another folder for the book. The file was not touched.
store-missing = There is no book in this folder
store-missing-hint = Check the path, or open the folder in gendan to make a new book there
store-damaged = The book is damaged and cannot be read
store-damaged-hint = Restore the latest backup. The damaged file is kept aside, nothing is deleted.
store-full = The disk is full
store-full-hint = Free some space and try again. What was saved before is unharmed.
store-denied = gendan is not allowed to write here
store-denied-hint = Check that the folder is yours, not write-protected, and not blocked by an antivirus program
store-file = The file cannot be read or written ({ $reason })
store-file-hint = Check that the disk is connected and the folder still exists, then try again
store-busy = The book is busy
store-busy-hint = Wait a moment and try again
store-stopped = Stopped
store-stopped-hint = Nothing was changed
store-unsuited = "{ $field }" cannot keep this value
store-unsuited-hint = Enter a value that suits the field "{ $field }"
store-no-row = Entry { $id } does not exist
store-no-step = Change { $id } does not exist or cannot be taken back
store-gone-hint = It may have been deleted or undone; look it up again
store-dangling = The change refers to an entry that does not exist
store-twice = This name exists already
store-refused-hint = Nothing was changed. Check the entry and try again.
store-backup = The backup failed its check
store-backup-hint = Older backups are kept. Check the disk and back up again.
store-database = The book cannot be read or written ({ $reason })
store-database-hint = Try again; if it happens again, run a check of the book from the menu

store-synced = { $client } synchronises this folder, which damages a book in use
store-synced-hint = Keep the book on this computer, for example in { $place }. Backups may go into the synchronised folder.
store-network = This folder is on another computer ({ $kind }), where a book in use gets damaged
store-network-hint = Keep the book on a disk of this computer, for example in { $place }. Backups may go to the other computer.

store-check-file = The file is damaged: { $said }
store-check-dangling = Entry { $id } in { $table } refers to something that does not exist
store-check-columns = The column { $column } of { $table } is not as expected
store-check-journal = The history of change { $step } is incomplete; it cannot be undone
store-check-original = The original of the list "{ $file }" is missing

step-undo = Undo: { $what }
step-redo = Redo: { $what }

# Why a backup was made.
