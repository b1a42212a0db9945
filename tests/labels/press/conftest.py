"""The world of the ceremony."""

from tests.labels.ceremony.conftest import _kept_elsewhere, before, settled

__all__ = ("_kept_elsewhere", "before", "settled")
