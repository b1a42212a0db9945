"""Films of other sites: nothing is asked of them before a click, and only a page of ours may frame their player."""

import re

import pytest

from portal.blocks import VideoBlock
from portal.blocks.video import Film
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
YOUTUBE = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


@pytest.mark.parametrize(
    ("url", "player"),
    [
        (YOUTUBE, "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://m.youtube.com/watch?t=3&v=dQw4w9WgXcQ", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://youtu.be/dQw4w9WgXcQ?t=3", "https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://www.dailymotion.com/video/x8abc", "https://geo.dailymotion.com/player.html?video=x8abc"),
        ("https://tube.example.fr/w/9c9de5e8", "https://tube.example.fr/videos/embed/9c9de5e8"),
        ("https://www.example.org/film", ""),
        ("http://www.youtube.com/watch?v=dQw4w9WgXcQ", ""),
        ("https://www.youtube.com.evil.example/watch?v=dQw4w9WgXcQ", ""),
        ("https://evil.example/https://vimeo.com/76979871", ""),
    ],
)
def test_the_player_of_a_film(url, player):
    assert Film(url, "Le film").player == player


def test_a_page_with_a_film_asks_nothing_of_another_site(client):
    article = ArticlePageFactory(
        body=[("video", {"url": YOUTUBE, "title": "La remise", "transcript": "<p>Bonjour</p>"})]
    )
    response = client.get(article.url)
    main = response.text.split("<main")[1].split("</main")[0]

    assert not re.search(r"<(iframe|script|img|video|link)\b[^>]*youtube", response.text)
    assert "youtube" not in response.headers["Content-Security-Policy"]
    assert "La vidéo est sur www.youtube.com" in main
    assert "Bonjour" in main


def test_a_click_opens_a_page_of_ours_that_may_frame_its_player_only(client):
    article = ArticlePageFactory(
        title="La fête", body=[("video", {"url": YOUTUBE, "title": "La remise", "transcript": ""})]
    )
    address = re.search(r'href="(/video/[^"]+)"', client.get(article.url).text)[1]
    response = client.get(address)
    policy = response.headers["Content-Security-Policy"]

    assert 'src="https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ"' in response.text
    assert 'title="La remise"' in response.text
    assert "frame-src 'self' https://www.youtube-nocookie.com;" in f"{policy};"
    assert "unsafe" not in policy
    assert f'href="{YOUTUBE}"' in response.text
    assert "La fête" in response.text
    assert client.get(f"/en{address}").status_code == 200


def test_a_film_on_an_unknown_site_is_watched_there():
    block = VideoBlock()
    html = block.render(
        block.to_python({"url": "https://www.example.org/film", "title": "Le film", "transcript": ""}), context={}
    )

    assert 'href="https://www.example.org/film" rel="noopener noreferrer external"' in html


@pytest.mark.parametrize("signed", ["x", "a:b", "%00", "x" * 300])
def test_nobody_else_shows_a_film_under_our_address(client, signed):
    assert client.get(f"/video/{signed}/").status_code == 404


def test_the_page_of_a_film_does_not_name_a_page_that_is_no_longer_public(client):
    article = ArticlePageFactory(title="La fête")
    address = Film(YOUTUBE, "La remise", article.pk).address
    article.unpublish()

    assert "La fête" not in client.get(address).text
