"""Groups: who belongs together, in which role, and by which invites they came."""
