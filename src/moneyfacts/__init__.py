"""moneyfacts reads money out of text, and writes it back."""
