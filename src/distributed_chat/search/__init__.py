"""Finding: full text search over everything that somebody may read, and the first message of a day."""
