"""The ledger taken away: one registry of columns, one file a format."""
