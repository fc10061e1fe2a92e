# What stands on the agenda, the brief before a contact, and what the shell says of both.

cli-pool = Proposed for the pool: { $proposed }; soon: { $soon }; in the pool: { $inside }
cli-pool-nobody = Nobody is proposed for the public pool
edit-pool-doubts = { $text }
edit-pool-doubts-hint = Look at the list that gendan pool prints; add --sure to drop them all the same
edit-not-in-pool = "{ $text }" is not in the public pool
edit-not-in-pool-hint = gendan pool --json lists who is
edit-cooling-off = "{ $text }" may be taken back by its previous owner from { $day } on
edit-cooling-off-hint = Wait until then, or give it to somebody else: --by NAME
