"""Keeping an instance: copies of it that are known to be good, putting one back, and looking whether all is whole."""
