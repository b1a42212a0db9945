"""Signals of collectivités. ``territories_changed`` is sent, with ``keys``, after their reference data changed."""

from django.dispatch import Signal

territories_changed = Signal()
