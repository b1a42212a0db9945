"""The label in the demonstration. As many awards and dossiers as public sources say; whose they are, and what they say,
is invented.
"""
