"""The year of a label as the association prepares it: begun or copied, opened, corrected."""
