"""The database: opening, upgrading, and the only code that writes."""
