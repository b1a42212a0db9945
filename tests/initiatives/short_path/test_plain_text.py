"""Simple formatted texts as plain ones, and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from initiatives.short_path.plain_text import FormattedError, to_html, to_text


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("", ""),
        ("<p></p>", ""),
        ('<p data-block-key="a1b2c">Un bus.</p>', "Un bus."),
        ("<p>Un bus.</p><p>Deux <br/>lignes.</p>", "Un bus.\n\nDeux\nlignes."),
        ("<p>Il faut :</p><ul><li>un bus ;</li><li>huit écrans.</li></ul>", "Il faut :\n\n- un bus ;\n- huit écrans."),
        ("<p>Café &amp; écrans &lt;3</p>", "Café & écrans <3"),
    ],
)
def test_a_simple_text_is_read(html: str, text: str) -> None:
    assert to_text(html) == text


@pytest.mark.parametrize(
    "html",
    [
        "<p>Un <b>bus</b>.</p>",
        '<p><a href="https://mairie.example/">Le site</a></p>',
        "<h3>Le bus</h3>",
        "<ol><li>Un</li></ol>",
        "<ul><li>Un<ul><li>Deux</li></ul></li></ul>",
        "<ul><li>Un<br/>Deux</li></ul>",
        '<embed embedtype="image" id="1"/>',
        "Sans paragraphe",
        # Typed with a hyphen, it would come back as a list.
        "<p>- Un bus.</p>",
    ],
)
def test_nothing_of_a_formatted_text_is_lost(html: str) -> None:
    with pytest.raises(FormattedError):
        to_text(html)


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Un bus.", "<p>Un bus.</p>"),
        ("Il faut :\n- un bus\n• huit écrans\nC’est tout.",
         "<p>Il faut :</p><ul><li>un bus</li><li>huit écrans</li></ul><p>C’est tout.</p>"),
        ("Un\r\n\r\n\r\nDeux", "<p>Un</p><p>Deux</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("·\tun bus\n\uf0b7 huit écrans\no\tdix", "<ul><li>un bus</li><li>huit écrans</li><li>dix</li></ul>"),
        ("-20 degrés", "<p>-20 degrés</p>"),
        (" \n ", ""),
    ],
)  # fmt: skip
def test_a_plain_text_is_written(text: str, html: str) -> None:
    assert to_html(text) == html


@given(st.text(st.characters(codec="utf-8", exclude_categories=["C"]) | st.sampled_from("\n- <&•"), max_size=80))
def test_what_was_written_is_read_again(text: str) -> None:
    """Spaces at the ends of lines apart, which nobody sees."""
    html = to_html(text)
    assert to_html(to_text(html)) == html
