# What a customer bought in the last twelve months.

trade-sum = { $sum } in 12 months
trade-month = { $month }: { $sum }
trade-left-out = { $count ->
    [one] One line is not in it: its currency has no exchange rate
   *[other] { $count } lines are not in it: their currency has no exchange rate
}
trade-spoken = { $sum } in 12 months, last { $last } in { $month }
