"""Rules over token classes that build readings: numerals, amounts, ranges, bounds, phrases with slots."""
