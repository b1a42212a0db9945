"""Search: one facade, one engine per database, French handled in one module."""
