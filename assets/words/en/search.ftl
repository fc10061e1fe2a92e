# Search, views and the selection beside them.

# ---- Below the box
search-instead = Did you mean

# ---- A search that finds nobody
search-no-hits-all = No customer meets all { $count } conditions
search-part-finds = { $count ->
    [0] nobody
    [one] 1 customer
   *[other] { $shown } customers
}
search-part-drop = Drop
search-part-drop-left = { $count ->
    [one] Drop: 1 customer
   *[other] Drop: { $shown } customers
}
search-part-drop-name = Search without { $part }
search-part-instead = Search for { $value } instead

# ---- The search of the last time
search-recalled = · filter from last time
search-recalled-all = Show all
search-recalled-keep = Keep the filter

# ---- The selection
customers-selected-hidden = { $count ->
    [one] (1 not in this list)
   *[other] ({ $shown } not in this list)
}
selected-edit = Edit…
selected-delete = Delete…
row-menu-hidden = { $count ->
    [one] 1 selected customer that is not in this list stays as it is
   *[other] { $shown } selected customers that are not in this list stay as they are
}
whom-out-of-sight = { $all } selected, { $shown } of them not in this list
whom-none-in-sight = { $count ->
    [one] The selected customer is not in this list
   *[other] None of the { $shown } selected customers is in this list
}
whom-in-sight = Only the { $shown } in this list
whom-all = All { $shown }

# ---- Views
views-move-up = Move up
views-move-down = Move down

# ---- The table
cell-computed = { $column } is worked out from the card
