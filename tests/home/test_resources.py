"""Resources: a file or a link, with its licence, its kind and its weight."""

import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from wagtail.models import PageViewRestriction

from home.enums import Licence, ResourceKind
from tests.factories import CustomDocumentFactory, ResourcePageFactory, theme

pytestmark = pytest.mark.django_db


def titles(response):
    return [resource.title for resource in response.context["page_obj"]]


def test_a_file_is_offered_with_its_format_its_weight_and_its_licence(client):
    document = CustomDocumentFactory()
    text = client.get(ResourcePageFactory(document=document, link="", licence=Licence.CC_BY).url).text

    assert f'href="{document.url}"' in text
    assert "TXT, 6\xa0octets" in text
    assert "Creative Commons Attribution" in text


def test_a_link_says_where_it_leads(client):
    text = client.get(ResourcePageFactory(link="https://www.example.org/guide").url).text

    assert 'href="https://www.example.org/guide"' in text
    assert "Consulter sur www.example.org" in text
    assert "Licence Ouverte 2.0" in text


@pytest.mark.parametrize("both", [True, False])
def test_a_resource_is_a_file_or_a_link(both):
    page = ResourcePageFactory()
    page.document, page.link = (CustomDocumentFactory(), page.link) if both else (None, "")

    with pytest.raises(ValidationError, match="pas les deux"):
        page.full_clean()
    with pytest.raises(IntegrityError):
        page.save(clean=False)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "//", "ftp", "https://"])
def test_a_link_that_is_not_an_address_is_refused(address):
    page = ResourcePageFactory()
    page.link = address

    with pytest.raises(ValidationError) as refused:
        page.full_clean()
    assert "link" in refused.value.message_dict


def test_the_latest_comes_first_and_those_without_a_date_last(client):
    ResourcePageFactory(title="Sans date")
    ResourcePageFactory(title="2006", published_on=datetime.date(2006, 1, 1))
    ResourcePageFactory(title="2007", published_on=datetime.date(2007, 1, 1))

    assert titles(client.get("/ressources/")) == ["2007", "2006", "Sans date"]


def test_the_list_is_narrowed_by_kind(client):
    ResourcePageFactory(title="Un guide", kind=ResourceKind.GUIDE)
    ResourcePageFactory(title="Un modèle", kind=ResourceKind.TEMPLATE)
    response = client.get("/ressources/?genre=template")

    assert titles(response) == ["Un modèle"]
    assert [value for value, _label in response.context["kinds"]] == ["guide", "template"]


@pytest.mark.parametrize("kind", ["inconnu", "'; drop", "\x00", "guide" * 100])
def test_a_kind_that_does_not_exist_shows_everything(client, kind):
    ResourcePageFactory(title="Un guide")

    assert titles(client.get("/ressources/", {"genre": kind})) == ["Un guide"]


def test_a_list_without_anything_says_so(client):
    assert "Aucune ressource de ce genre pour le moment." in client.get("/ressources/").text


def test_the_list_shows_what_everybody_may_read(client):
    ResourcePageFactory(title="Visible")
    ResourcePageFactory(title="Brouillon", live=False)
    private = ResourcePageFactory(title="Privée")
    PageViewRestriction.objects.create(page=private, restriction_type=PageViewRestriction.LOGIN)

    assert titles(client.get("/ressources/")) == ["Visible"]
    assert titles(client.get("/en/ressources/")) == []


def test_the_number_of_resources_costs_no_query(client, django_assert_max_num_queries):
    for _number in range(2):
        ResourcePageFactory(document=CustomDocumentFactory(), link="", themes=[theme()])
    client.get("/ressources/")
    with django_assert_max_num_queries(12) as few:
        client.get("/ressources/")
    needed = len(few)
    for _number in range(6):
        ResourcePageFactory(document=CustomDocumentFactory(), link="", themes=[theme()])
    # The weight of a file is kept the first time it is asked.
    client.get("/ressources/")
    with django_assert_max_num_queries(needed):
        client.get("/ressources/")
