"""The import of the reference data: reading the files, checking them, writing the table."""
