"""The servers of the suite; each has ``NAME``, ``VARIABLE``, ``start``, ``stop``, ``server_pid`` and ``url``."""
