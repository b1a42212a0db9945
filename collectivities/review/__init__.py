"""The association's reading of what is submitted: what waits, what changed, approve or ask for changes."""
