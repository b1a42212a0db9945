"""Signals of the label. ``awards_changed`` is sent after awards or palmarès changed without being saved one by one.

``sitting_ended`` is sent by ``Sitting``, with ``sitting`` and ``by`` (the account), within the transaction that ends
one.
"""

from django.dispatch import Signal

awards_changed = Signal()
sitting_ended = Signal()
