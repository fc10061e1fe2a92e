## The next export of a list of order lines
lists-take-lines = Import the order lines
lists-record = Customer in this book
lists-card-lines = Order lines: { $added } new, { $gone } no longer listed

## Files dropped on the window
drop-here = Drop the list to import it
drop-looked-at-first = You see what is in it before anything changes
drop-one-at-a-time = One list at a time: { $file }
drop-one-at-a-time-hint = Drop the others after this one
drop-waits = A list is being imported
drop-waits-hint = Drop the next one when it is done
