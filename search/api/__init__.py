"""The public API, read-only: ``/api/v1/``."""
