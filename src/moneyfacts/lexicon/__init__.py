"""What the data files say, as frozen look-ups: forms and their classes, numbers, locales, currencies."""
