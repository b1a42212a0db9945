"""Settings by environment: ``development`` (the embedded default), ``production``, ``test``; all start from ``base``."""
