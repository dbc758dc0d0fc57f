"""Groups: who belongs, in which role, and the invites by which people come. Rooms are in `conversations`, above."""
