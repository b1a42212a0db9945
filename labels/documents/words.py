"""Words that somebody wrote, ready to be printed."""

import unicodedata


def clean(text: str) -> str:
    """Without what no reader sees and no font draws."""
    return "".join(char for char in text if char == "\n" or unicodedata.category(char) not in {"Cc", "Cs", "Cn", "Co"})


def paragraphs(text: str) -> list[str]:
    """As they were written: an empty line ends one."""
    return [clean(part) for part in text.replace("\r\n", "\n").split("\n\n") if part.strip()]
