"""Signals of initiatives.

``sheets_changed`` is sent, with ``keys`` of pages, after what is searchable of sheets changed and nothing saved them.
"""

from django.dispatch import Signal

sheets_changed = Signal()
