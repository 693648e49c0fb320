"""How fast the gap is answered and written, against other ways to do the same."""
