"""Depositing a dossier, taking it back, and what stays of each deposit: its number, its content and its fingerprint."""
