"""Simple formatted texts as plain ones, and back, for a field that anybody can type in.

Paragraphs are parted by an empty line; a line that begins with a hyphen is an item of a list.
"""

import re
from collections.abc import Iterable
from itertools import groupby

from bs4 import BeautifulSoup, NavigableString, Tag
from django.utils.html import escape

ITEM = re.compile(r"^(?:[-–•·*\uf0b7][ \t]+|o\t)")
EMPTY_LINE = re.compile(r"\n[ \t]*\n")
Block = tuple[str, tuple[str, ...]]
"""« p » with its lines, or « ul » with its items."""


class FormattedError(ValueError):
    """The text has a formatting that a plain one cannot keep."""


def to_text(html: str) -> str:
    """The words of a text of paragraphs and lists. Raises FormattedError when something of it would be lost."""
    blocks = list(_of_html(html))
    text = "\n\n".join("\n".join(f"- {line}" if tag == "ul" else line for line in lines) for tag, lines in blocks)
    if list(_of_text(text)) != blocks:
        raise FormattedError
    return text


def to_html(text: str) -> str:
    return "".join(_written(tag, lines) for tag, lines in _of_text(text))


def _written(tag: str, lines: Iterable[str]) -> str:
    if tag == "ul":
        return f"<ul>{''.join(f'<li>{escape(line)}</li>' for line in lines)}</ul>"
    return f"<p>{'<br/>'.join(escape(line) for line in lines)}</p>"


def _of_text(text: str) -> Iterable[Block]:
    for paragraph in EMPTY_LINE.split(text.replace("\r\n", "\n")):
        lines = [line.strip() for line in paragraph.split("\n") if line.strip()]
        for is_list, group in groupby(lines, key=lambda line: bool(ITEM.match(line))):
            yield ("ul" if is_list else "p", tuple(ITEM.sub("", line) for line in group))


def _of_html(html: str) -> Iterable[Block]:
    for node in BeautifulSoup(html, "html.parser").children:
        if isinstance(node, Tag) and node.name == "ul":
            yield "ul", tuple(_line(item) for item in node.find_all(recursive=False))
        elif isinstance(node, Tag) and node.name == "p":
            if lines := tuple(line for line in _lines(node) if line):
                yield "p", lines
        elif str(node).strip():
            raise FormattedError


def _line(item: Tag) -> str:
    lines = _lines(item)
    if item.name != "li" or len(lines) != 1:
        raise FormattedError
    return lines[0]


def _lines(tag: Tag) -> list[str]:
    lines = [""]
    for child in tag.children:
        if isinstance(child, NavigableString):
            lines[-1] += str(child)
        elif isinstance(child, Tag) and child.name == "br":
            lines.append("")
        else:
            raise FormattedError
    return [line.strip() for line in lines]
