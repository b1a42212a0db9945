"""Collectivités: reference data, their pages, members, rights and media."""
