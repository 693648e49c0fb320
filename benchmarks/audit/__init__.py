"""How long it takes to verify a ledger, and to add one entry by hand."""
