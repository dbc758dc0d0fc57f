"""Calls: who talks with whom, by which way their media go, and the signals by which browsers find each other."""
