"""Find where a figure can be, and turn those stretches into tokens."""
