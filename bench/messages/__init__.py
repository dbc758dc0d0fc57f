"""A million messages: how quickly they are found and read back, on SQLite and on PostgreSQL."""
