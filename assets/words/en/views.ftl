# Named views of the table.

view-added = View "{ $name }" kept
view-saved = View "{ $name }" updated
view-deleted = View "{ $name }" deleted
