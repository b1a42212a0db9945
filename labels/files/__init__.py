"""Files of a dossier: what they may be, adding and removing them, and who may have them."""
