"""Join readings: equivalents to amounts, periods and units to the figures that they hold for."""
