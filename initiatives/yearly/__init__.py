"""« Toujours en service ? »: once a year each commune is asked about its sheets, by a mail with a page of buttons."""
