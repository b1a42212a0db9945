"""« M’avertir » : mails about the new sheets of a search."""
