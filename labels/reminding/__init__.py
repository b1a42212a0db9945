"""Mails to teams whose dossier is begun and not deposited, some days before the closing."""
