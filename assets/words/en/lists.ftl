## The next export of a list of order lines
lists-take-lines = Import the order lines
lists-card-lines = Order lines: { $added } new, { $gone } no longer listed
