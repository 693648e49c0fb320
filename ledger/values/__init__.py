"""Bounds, units, partial dates and stages: pure and exact."""
