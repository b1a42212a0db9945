"""Signals of the label. ``awards_changed`` is sent after awards or palmarès changed without being saved one by one."""

from django.dispatch import Signal

awards_changed = Signal()
