"""The code that names a label: short, never guessed, typed from a sign and read aloud without a mistake."""

import re
import secrets

ALPHABET = "23456789ACFHJKLRWXY"
"""Letters and figures that neither the eye nor a French ear takes for another."""
LENGTH = 10
GROUP = 5
MISREAD = str.maketrans("BSZG", "8526")
"""What people type for what they see."""
CODE = re.compile(rf"[{ALPHABET}]{{{LENGTH}}}")


def new_code() -> str:
    """One among six thousand billion."""
    return "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))


def read(typed: str) -> str:
    """The code somebody typed, however spaced; empty when it cannot be one."""
    code = spelled(typed).translate(MISREAD)
    return code if CODE.fullmatch(code) else ""


def spelled(typed: str) -> str:
    """What was typed, without what spaces it."""
    return re.sub(r"[\s\-–.]", "", typed).upper()


def in_address(code: str) -> str:
    """As addresses write it: lower case, in two groups."""
    return shown(code).lower()


def shown(code: str) -> str:
    """As people read it."""
    return f"{code[:GROUP]}-{code[GROUP:]}"
