"""aid-ledger: what was promised in aid, what is known to have arrived, and the words behind it."""

__version__ = "0.1.0"
