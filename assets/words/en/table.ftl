# The table at work: names of its steps, the texts of heads, cells, menus, bulk changes.
step-set-cells = Change { $fields } fields of { $count } customers
step-add-tags = Add tag { $tags } to { $name }
step-add-tags-many = Add tag { $tags } to { $count } customers
step-remove-tags = Remove tag { $tags } from { $name }
step-remove-tags-many = Remove tag { $tags } from { $count } customers
step-rename-group = Rename group { $from } to { $to }
step-dissolve-group = Dissolve group { $from }
