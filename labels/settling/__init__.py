"""Settling a palmarès (« arrêter le palmarès »), taking that back under embargo, publishing it."""
