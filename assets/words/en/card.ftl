# The card of a customer.

card-contacts-count = Contacts ({ $count })
card-add-other = More
picker-nothing = Nothing called "{ $sought }"
section-up = Move { $section } up
section-down = Move { $section } down
section-usual-order = Usual order

office-open = { $time }, office open, closes in { $span }
office-closed = office closed
office-day-off = day off
office-opens-in = { $time }, { $state }, opens in { $span }
office-opens-at = { $time }, { $state }, opens { $day } { $at }
office-why = { $zone }; offices are taken to work { $hours }
span-minutes = { $minutes } min
span-hours = { $hours } h
span-hours-minutes = { $hours } h { $minutes }

action-mail-none = No e-mail address to write to
action-mail-odd = { $to } is no whole e-mail address
action-call-none = No phone number to call
action-call-odd = { $number } cannot be dialled
action-whatsapp-none = No WhatsApp or mobile number
action-whatsapp-odd = { $number } lacks its country code, and the customer its country
action-copy-address-none = No address to copy

contact-main = Main
contact-fold = Details of { $name }
contact-to-top = Make main contact
contact-up = Move up
contact-down = Move down
contact-add-field-to = Add a field to { $name }
channel-more = More about { $value }
channel-first = Use first
channel-remove = Remove
channel-open = Open the page
step-order-contacts = Reorder contacts of { $name }

address-purposes = Delivery|Invoice|Warehouse|Forwarder|Samples
address-copy = Copy the address: { $purpose }
address-delete-of = Delete the address: { $purpose }
address-part = { $purpose }: { $part }
