# Long work of the window: what runs, what waits for it, how it ended.
job-undo = Undoing "{ $what }"
job-redo = Doing again "{ $what }"
job-edit = Working on "{ $what }"
job-stop = Stop
job-stopped = Stopped; nothing in the book has changed
job-edit-done = Done: { $what }
edits-wait = { $count ->
    [one] 1 change waits
   *[other] { $shown } changes wait
}
edit-waits = This will be saved when the running work has ended
edit-job-died = The work ended unexpectedly; nothing in the book has changed
edit-job-died-hint = What was typed meanwhile is saved; try again
import-died = The import ended unexpectedly; the book is as it was
import-died-hint = Try again; if it happens again, save the list as .csv in Excel and import that
