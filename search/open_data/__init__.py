"""Open data: what anyone may read, as files that anyone may take."""
