"""Rates: the prices of units in currencies, loading them, and converting figures by them."""
