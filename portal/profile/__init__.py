"""« Mon compte »: what a person says of herself, and takes away: language, mails, sessions, data, the account."""
