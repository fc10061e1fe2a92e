# What the shell says.
cli-exported = { $count ->
    [one] One customer
   *[other] { $count } customers
} written to { $file }
cli-nothing-to-do = Nothing to do
cli-sheet = { $name }: { $rows } rows, headings in row { $header }
cli-imported = { $rows } rows, { $customers } customers, { $contacts } contacts: { $added } new, { $updated } changed, { $unchanged } the same
cli-issue = Row { $row }: { $message }. { $hint }
cli-backed-up = Backed up to { $file }
cli-sound = The book is sound
