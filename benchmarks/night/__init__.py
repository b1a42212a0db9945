"""The night of the closing: what ``benchmarks/closing_night.py`` is made of."""
