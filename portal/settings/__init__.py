"""Settings by environment: ``development`` (the embedded default), ``production``, ``test``; ``base`` is common."""
