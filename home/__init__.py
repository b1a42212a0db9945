"""Editorial pages of the association."""
