"""Readers: one for each kind of archive. All of them hold little in memory, whatever the archive is."""
