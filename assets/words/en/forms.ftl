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
