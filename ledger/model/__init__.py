"""The tables, and the validated inputs in front of them."""
