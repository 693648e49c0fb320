"""Questions: filters, groups, clocks, and the explained answer."""
