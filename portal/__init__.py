"""The project package and the small kernel shared by every domain app."""
