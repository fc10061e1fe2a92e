# Fields of the user's own.

edit-field-nameless = A field needs a name
edit-field-nameless-hint = Type what shall stand above its column
edit-field-taken = There is a field “{ $text }” already
edit-field-taken-hint = Choose another name, or change that field
step-define-field = New field { $field }
step-rename-field = Rename field { $field } to { $name }
step-retype-field = Change the kind of field { $field }
step-move-field = Move field { $field }
step-delete-field = Delete field { $field }
column-kind = Kind
column-options = Usual values
