"""Error pages: in the portal's own look, in the language of the address, where DEBUG is on too."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory
from django.views.defaults import permission_denied
from wagtail.contrib.redirects.models import Redirect

from portal.not_found import OwnNotFoundMiddleware
from tests.factories import ArticlePageFactory

pytestmark = pytest.mark.django_db
SENTENCE = "Cette rue n’est pas sur le plan."


@pytest.fixture
def with_debug(settings):
    """The settings of the demonstration, as far as unknown addresses go."""
    settings.DEBUG = True
    settings.MIDDLEWARE = [*settings.MIDDLEWARE]
    settings.MIDDLEWARE.insert(-1, "portal.not_found.OwnNotFoundMiddleware")


@pytest.mark.parametrize(
    "path", ["/nulle-part/", "/en/nulle-part/", "/nulle part.html", "/communes/99999-nulle-part/", "/nulle%00part/"]
)
def test_an_unknown_address_shows_our_page(client, path):
    response = client.get(path)

    assert response.status_code == 404
    assert "404.html" in [template.name for template in response.templates]
    assert 'name="robots" content="noindex"' in response.text


def test_the_words_of_the_address_are_ready_to_be_searched(client):
    assert 'value="bus des ecrans"' in client.get("/initiatives/bus-des-ecrans/").text


def test_the_words_of_the_address_are_escaped_and_short(client):
    response = client.get(f'/"><script>alert(1)</script>{"x" * 200}/')

    assert response.status_code == 404
    assert "<script>alert" not in response.text
    assert "x" * 100 not in response.text.split("<main")[1].split("</main")[0]


def test_an_unknown_address_tells_where_to_report_it(client):
    assert 'href="/contact/"' in client.get("/nulle-part/").text.split("<main")[1].split("</main")[0]


def test_debug_shows_our_page_too(client, with_debug):
    response = client.get("/nulle-part/")

    assert response.status_code == 404
    assert SENTENCE in response.text
    assert "Using the URLconf" not in response.text


def test_an_address_without_its_slash_is_still_completed_in_debug(client, with_debug):
    assert client.get("/actualites").headers["Location"] == "/actualites/"


def test_redirects_still_work_in_debug(client, with_debug):
    page = ArticlePageFactory()
    Redirect.objects.create(old_path="/ancienne-adresse", redirect_page=page)

    assert client.get("/ancienne-adresse/").headers["Location"].endswith(page.url)


def test_data_that_is_not_found_stays_data():
    middleware = OwnNotFoundMiddleware(lambda request: HttpResponse("{}", "application/json", status=404))

    assert middleware(RequestFactory().get("/x.json")).content == b"{}"


@pytest.mark.usefixtures("with_debug")
def test_a_page_that_says_itself_what_is_gone_is_left_alone(client):
    page = client.get("/toujours-en-service/inconnu/")

    assert page.status_code == 404
    assert SENTENCE not in page.text


@pytest.mark.parametrize(("prefix", "language"), [("", "fr"), ("/en", "en"), ("/br", "br")])
def test_an_error_of_ours_is_written_in_the_language_of_the_address(monkeypatch, prefix, language):
    def broken(*args, **kwargs):
        raise ValueError

    monkeypatch.setattr("search.views.search", broken)
    response = Client(raise_request_exception=False).get(f"{prefix}/recherche/")

    assert response.status_code == 500
    assert f'<html lang="{language}">' in response.text


def test_a_form_sent_from_elsewhere_is_told_so(client):
    strict = Client(enforce_csrf_checks=True)

    response = strict.post("/contact/", {"votre_nom": "Anne"})

    assert response.status_code == 403
    assert "Le formulaire a attendu trop longtemps." in response.text


def test_a_page_closed_to_an_account_says_so(client):
    request = RequestFactory().get("/")
    request.user = AnonymousUser()

    response = permission_denied(request, PermissionDenied())

    assert response.status_code == 403
    assert "Cette page n’est pas ouverte à ce compte." in response.content.decode()
