"""How long a group keeps what is said in its rooms: its owner's rule, and the work that erases what is older (0027)."""
