"""Documents: bytes to text, its regions and sentences, figures, and where words stand."""
