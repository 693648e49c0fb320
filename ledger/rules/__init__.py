"""The honest gap, as pure functions: the entries of commitments in, what they stand at out."""
