"""Words that every package shares: ids, clock, errors, events, text and pages. Pure Python, no I/O."""
