"""What only the reader of a mail knows."""

import secrets


def new_token() -> str:
    """43 letters, digits, hyphens and underscores: nobody guesses one."""
    return secrets.token_urlsafe(32)
