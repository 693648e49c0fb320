"""Other people's files into the ledger: every bad row is told, and changes nothing."""
