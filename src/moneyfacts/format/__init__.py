"""Facts as text: canonical, in a locale's own words, annotated, JSON (being built)."""
