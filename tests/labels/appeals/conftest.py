"""What the tests of appeals start from: that of outcomes."""

from tests.labels.outcome.conftest import clock, colleague, dossier, year

__all__ = ["clock", "colleague", "dossier", "year"]
