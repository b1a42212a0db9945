"""Signals of collectivités. ``territories_changed`` is sent, with ``keys``, after the reference data of these changed."""

from django.dispatch import Signal

territories_changed = Signal()
