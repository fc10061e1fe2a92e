# Editors of values, in the card, the table and forms.

editor-new-word = New: { $word }
editor-month = Month for { $field }
editor-whole-month = All of { $month }
editor-add-tag = Add a tag
editor-remove-tag = Remove the tag { $tag }

remark-not-an-amount = Not an amount; try USD 12,500
remark-not-a-number = Not a whole number
remark-not-stars = Zero to five stars
remark-day = Not read as a day; kept as written
remark-day-needed = Not read as a day; try 2026-12-24, in 3 days or next Friday
remark-day-ambiguous = { $one } or { $other }?
remark-country = Not a country that is known; kept as written
remark-currency = Not a currency that is known; kept as written
remark-zone = Not a time zone that is known; try Europe/Berlin or UTC+8
remark-group = A group has three levels at most
remark-url = Does not look like a web address
remark-email-no-at = There is no @ in it
remark-email-several-ats = There is more than one @ in it
remark-email-no-name = Nothing stands before the @
remark-email-domain = The part after @ is not complete
remark-email-character = It has a character that no address has
remark-email-long = Too long for an address
remark-phone-digits-lost = A spreadsheet has cut off digits
remark-phone-no-digits = No digits in it
remark-phone-letters = Letters between the digits
remark-phone-short = Too short for a phone number
remark-phone-long = Too long for a phone number
remark-phone-code = No country has this code
