"""Messages: sending them and reading back."""
