"""Claims to entries: the queue, the decisions of people, and what a claim may belong to."""
