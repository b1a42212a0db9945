"""« Une heure avec… »: a commune gives an hour, by telephone or by video, and others take a place in it. How to join is
told to who has a place; the calendars of both follow what changes.
"""
