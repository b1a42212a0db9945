"""Signals of the label. ``awards_changed`` is sent after awards or palmarès changed without being saved one by one, and
after one was taken back or given back;
``sitting_ended`` when a sitting of the jury ends, inside its transaction, with ``sitting`` and ``by``, the account.
"""

from django.dispatch import Signal

awards_changed = Signal()
sitting_ended = Signal()
