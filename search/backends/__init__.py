"""Wagtail search backends that understand French; the admin uses them too."""
