"""Hypothesis strategies for facts, amounts, expressions and sentences (being built)."""


def register() -> None:
    """Tell Hypothesis how to draw the values of this package; called by its entry point."""
