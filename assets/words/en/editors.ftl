# Forms that edit: many customers at once, fields of one's own, size of type.

# ---- Many at once: how they stand to the value
many-usual = Changed most
many-main-contact = Main contact
many-count = { $count ->
    [one] 1 customer
   *[other] { $shown } customers
}
many-counting = { $all }; looking at what they have…
many-standing = { $all }; { $words }
many-others = { $count ->
    [0] none has another value
    [one] 1 already has another value, which will be replaced
   *[other] { $shown } already have another value, which will be replaced
}
many-same = { $count ->
    [one] 1 has this value already, none has another
   *[other] { $shown } have this value already, none has another
}
many-have-value = { $count ->
    [0] none has a value yet
    [one] 1 has a value already
   *[other] { $shown } have a value already
}
many-lose = { $count ->
    [0] none has a value to clear
    [one] without a new one, the value of 1 is cleared
   *[other] without a new one, the values of { $shown } are cleared
}
many-have-all-tags = { $count ->
    [0] none has it yet
    [one] 1 has it already
   *[other] { $shown } have it already
}
many-have-tag = { $count ->
    [0] none has it
    [one] 1 has it
   *[other] { $shown } have it
}

# ---- Settings: appearance
settings-type-size = Size of text
settings-type-size-what = Text alone; the scale above changes everything
settings-type-small = Small
settings-type-usual = Usual
settings-type-large = Large
settings-type-larger = Largest
settings-density = Rows of the table
settings-density-what = Compact shows a third more rows
