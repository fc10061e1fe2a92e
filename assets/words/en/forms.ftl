# Cards and forms on paper, apart from what all papers say.
paper-continued = { $title } (continued)
paper-front = Front
paper-back = Back
paper-overdue = Late
paper-none = none
paper-more-fields = … and { $count } more lines, see the long form
paper-more-rows = … and { $count } more
paper-record = To write on
paper-day = Date
paper-what = What was said
paper-next = Next step, by when
form-potential = Potential customer form
form-customer = Customer form
form-first-class = First-class customers
form-what-next = What next
form-decision-maker = Decision maker
form-other-value = Other
form-filled-in = Filled in on (date)
form-written-by = Filled in by
form-page-of = Page { $page } of { $pages }
form-number = Form { $number }
form-year = Year { $year }
form-first-class-taken = Customers whom the rules put into their first tier, { $tier }, and those of tier A
form-first-class-a = Customers of tier A, by the book or by the rules
form-first-class-asked = Customers that were chosen for this list
form-first-class-caption = { $caption }: { $count ->
    [one] one customer
   *[other] { $count } customers
}. Amounts are the orders of the year; * where there are none, the annual purchase in the customer card
form-column-customer = Customer
form-column-person = Person in charge
form-column-business = Business items
form-column-products = Products traded
form-column-amount = Annual amount
form-person = The person
