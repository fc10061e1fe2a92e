# The table at work: names of its steps, the texts of heads, cells, menus, bulk changes.
step-set-cells = Change { $fields } fields of { $count } customers
step-add-tags = Add tag { $tags } to { $name }
step-add-tags-many = Add tag { $tags } to { $count } customers
step-remove-tags = Remove tag { $tags } from { $name }
step-remove-tags-many = Remove tag { $tags } from { $count } customers
step-rename-group = Rename group { $from } to { $to }
step-dissolve-group = Dissolve group { $from }

# ---- Commands, heads, cells
command-edit-customers = Edit selected…
column-sorted-at = { $column }, { $place } in order
column-sort-up = Sort ascending
column-sort-down = Sort descending
column-sort-also = Then sort by this
column-unsort = Do not sort by this
column-shift-left = Move left
column-shift-right = Move right
column-hide = Hide column
density-compact = Compact rows
density-comfortable = Comfortable rows
scroll-position = { $row } of { $total }
cell-edit = Edit { $column }
cell-not-editable = { $column } comes from what you log; log a touch to change it
seek-typed = Jump to "{ $typed }"
seek-nobody = No name starts with "{ $typed }"
drag-customers = { $count ->
    [one] { $shown } customer
   *[other] { $shown } customers
}

# ---- Copy and paste
rows-copied = { $count ->
    [one] 1 row copied
   *[other] { $shown } rows copied
}
job-copy = Copying rows
paste-too-long = The clipboard has { $rows } rows, but only { $room } customers follow; nothing was pasted
fill-title = Fill { $columns } of { $count ->
    [one] 1 customer?
   *[other] { $shown } customers?
}
fill-what = With: { $values }
fill-do = Fill { $shown }

# ---- The menu of rows
row-menu = Actions for the selected customers
row-open = Open card
row-edit-cell = Edit { $column }
row-edit-field = Edit a field…
row-edit-many = Edit { $shown } customers…
row-add-tag = Add tag…
row-remove-tag = Remove tag
row-clear-value = Clear
row-other-value = Other…
row-copy = Copy rows
row-copy-with-headings = Copy with headings
row-copy-cell = Copy cell

# ---- Many at once
many-title = Edit { $count ->
    [one] 1 customer
   *[other] { $shown } customers
}
many-field = Field
many-value = Value
many-tags-add = Add
many-tags-remove = Remove
many-tags-replace = Replace all
many-tags-hint = Several tags: separate by ;
many-do = Change { $shown }
many-clear = Clear for { $shown }
many-done = Done: { $what }

# ---- Groups and facets of the rail
rail-groups = Groups
rail-filters = Filters
rail-entry = { $value }, { $count }
rail-clear = Clear { $facet }
rail-more = { $count } more
rail-fewer = Fewer
rail-stars = { $count ->
    [one] 1 star
   *[other] { $count } stars
}
rail-fold = Fold { $group }
rail-unfold = Unfold { $group }
rail-new-group = New group
rail-new-below = New group below
rail-no-groups = No groups yet; drag customers onto a new one
rail-group-name = Name of the group
rail-group-rename = Rename { $group }
rail-rename = Rename…
rail-dissolve = Dissolve group
rail-move-here = { $count ->
    [one] Move the selected customer here
   *[other] Move { $shown } customers here
}

# ---- Keys of the table
command-other-density = Compact or comfortable rows
keys-table-cells = To another cell
keys-table-mark = Mark the customer
keys-table-unmark = Take all marks away
keys-table-edit = Edit the cell
keys-table-copy = Copy the selected rows
keys-table-paste = Fill the column from the clipboard
keys-table-menu = Menu of the selected customers

# ---- The search box
search-ways = Ways to go on
search-way = { $label }, { $hint }
search-wrong = What cannot be understood
search-so-far = { $count } so far

# ---- Views in the rail
rail-views-and-groups = Views and groups
views = Views
views-none = A view keeps filter, order and columns
views-add = Keep as a view
views-new-name = Name of the view
views-name = New name of the view
views-name-taken = Another view is called so
views-leave = All customers
views-changed = { $name } (changed)
views-update = Update view
views-key = Key
views-key-of = Alt+{ $slot }
views-no-key = No key
views-delete = Delete view
