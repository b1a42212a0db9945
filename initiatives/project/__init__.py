"""« Monter un projet »: what others learnt about a theme, for who wants to do the same."""
