## The next export of a list of order lines
lists-take-lines = Import the order lines
lists-record = Customer in this book
lists-card-lines = Order lines: { $added } new, { $gone } no longer listed
