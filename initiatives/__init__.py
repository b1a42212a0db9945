"""Initiatives: themes and the four page types."""
