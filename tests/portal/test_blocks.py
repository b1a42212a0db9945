"""Blocks: their rules, what they show when what was chosen is gone, and their preview in the chooser."""

import json

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from wagtail import blocks
from wagtail.admin.rich_text import get_rich_text_editor_widget
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import PageViewRestriction

from home.blocks import EditorialBlock
from home.models import FreePage
from portal.blocks import (
    CallToActionBlock,
    ContentBlock,
    FilesBlock,
    HeadingBlock,
    ImageBlock,
    PageCardsBlock,
    StoryBlock,
    TableBlock,
    VideoBlock,
)
from portal.blocks.content import TEXT_FEATURES
from tests.factories import (
    ArticlePageFactory,
    CustomDocumentFactory,
    CustomImageFactory,
    InitiativePageFactory,
    theme,
)

pytestmark = pytest.mark.django_db

SHOWN = {
    "heading": "<h2>Ce qui se passe à bord</h2>",
    "paragraph": "La médiathèque prête trente ordinateurs",
    "image": 'class="picture"',
    "quote": 'class="pull"',
    "figure": 'class="fig"',
    "video": "Regarder la vidéo",
    "table": "<caption>Candidatures par année</caption>",
    "accordion": "<details",
    "callout": 'class="alert info"',
    "call_to_action": "Inscrire ma commune",
    "cards": 'class="grid"',
    "files": 'class="lines plain"',
    "initiatives": 'class="card"',
}


def shown(block, value, **context):
    return block.render(block.to_python(value), context=context)


def errors(block, value):
    with pytest.raises(ValidationError) as refused:
        block.clean(block.to_python(value))
    return refused.value


def test_every_block_is_known_here():
    assert set(EditorialBlock().child_blocks) == set(SHOWN)
    assert set(StoryBlock().child_blocks) < set(ContentBlock().child_blocks) < set(SHOWN)


@pytest.mark.parametrize("name", SHOWN)
def test_a_block_says_what_it_is_for(name):
    block = EditorialBlock().child_blocks[name]

    assert str(block.label)
    assert str(block.get_description()).endswith(".")
    assert block.meta.icon != "placeholder"
    assert block.is_previewable


@pytest.mark.parametrize("name", SHOWN)
def test_a_block_is_previewed_in_our_look(association_client, name):
    body = FreePage._meta.get_field("body").stream_block
    response = association_client.get(
        reverse("wagtailadmin_block_preview"), {"id": body.child_blocks[name].definition_prefix}
    )

    assert response.status_code == 200
    assert "portal/css/portal.css" in response.text
    assert SHOWN[name] in response.text.replace("\xa0", " ")


# -- titles


@pytest.mark.parametrize("levels", [["3"], ["3", "2"]])
def test_a_text_does_not_begin_with_a_title_of_the_second_rank(levels):
    stream = [{"type": "heading", "value": {"text": "Titre", "level": level}} for level in levels]

    assert 0 in errors(StoryBlock(), stream).block_errors


def test_titles_in_order_are_accepted():
    block = StoryBlock()
    stream = [{"type": "heading", "value": {"text": "Titre", "level": level}} for level in ("2", "3", "3", "2")]

    assert len(block.clean(block.to_python(stream))) == 4


@pytest.mark.parametrize(
    "value", [{"text": "", "level": "2"}, {"text": "x" * 121, "level": "2"}, {"text": "x", "level": "1"}]
)
def test_a_title_is_short_and_of_a_known_rank(value):
    errors(HeadingBlock(), value)


def test_a_text_is_escaped():
    assert "<script>" not in shown(HeadingBlock(), {"text": "<script>alert(1)</script>", "level": "2"})


# -- images


def test_an_image_needs_words_unless_it_is_decorative():
    image = CustomImageFactory()
    block = ImageBlock()
    value = {"image": image.pk, "alt_text": "", "decorative": False}

    assert "alt_text" in errors(block, value).block_errors
    assert block.clean(block.to_python({**value, "decorative": True}))
    assert block.clean(block.to_python({**value, "alt_text": "Un bus devant la mairie"}))


def test_an_image_is_shown_with_its_words_and_its_author():
    image = CustomImageFactory(credit="Anne Le Goff")
    html = shown(ImageBlock(), {"image": image.pk, "alt_text": "Un bus", "caption": "Le bus", "credit": ""})

    assert 'alt="Un bus"' in html
    assert "© Anne Le Goff" in html


def test_a_decorative_image_has_an_empty_alternative():
    image = CustomImageFactory()

    assert 'alt=""' in shown(ImageBlock(), {"image": image.pk, "alt_text": "Un bus", "decorative": True})


def test_an_image_deleted_since_leaves_nothing():
    image = CustomImageFactory()
    value = {"image": image.pk, "alt_text": "Un bus", "caption": "Le bus"}
    image.delete()

    assert shown(ImageBlock(), value).strip() == ""


def test_an_image_whose_file_is_lost_breaks_no_page():
    image = CustomImageFactory(file=get_test_image_file())
    image.file.storage.delete(image.file.name)

    assert 'alt="Un bus"' in shown(ImageBlock(), {"image": image.pk, "alt_text": "Un bus"})


# -- links


@pytest.mark.parametrize("address", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//", "exemple"])
@pytest.mark.parametrize("block", [CallToActionBlock, VideoBlock])
def test_an_address_that_runs_something_is_refused(block, address):
    value = {"title": "T", "button": "B", "page": None, "url": address, "transcript": ""}

    assert "url" in errors(block(), value).block_errors


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", " java\tscript:alert(1)"])
def test_a_link_in_a_text_never_runs_anything(address):
    widget = get_rich_text_editor_widget(features=TEXT_FEATURES)
    content = {
        "blocks": [
            {"key": "a", "text": "Ici", "type": "unstyled", "depth": 0, "inlineStyleRanges": [],
             "entityRanges": [{"offset": 0, "length": 3, "key": 0}]},
        ],
        "entityMap": {"0": {"type": "LINK", "mutability": "MUTABLE", "data": {"url": address}}},
    }  # fmt: skip
    html = widget.value_from_datadict({"t": json.dumps(content)}, {}, "t")

    assert "script:" not in html
    assert "data:" not in html


@pytest.mark.parametrize("both", [True, False])
def test_an_invitation_leads_to_a_page_or_to_an_address(both):
    page = ArticlePageFactory()
    value = {"title": "T", "button": "B", "page": page.pk if both else None, "url": "https://a.example" if both else ""}

    assert "page" in errors(CallToActionBlock(), value).block_errors


@pytest.mark.parametrize("state", ["draft", "private", "deleted"])
def test_an_invitation_never_leads_to_a_page_that_is_not_public(state):
    page = ArticlePageFactory()
    value = {"title": "Venez", "text": "", "button": "S'inscrire", "page": page.pk, "url": ""}
    assert f'href="{page.url}"' in shown(CallToActionBlock(), value)
    hide(page, state)
    html = shown(CallToActionBlock(), value)

    assert "<a" not in html
    assert "Venez" in html


@pytest.mark.parametrize("state", ["draft", "private", "deleted"])
def test_cards_never_show_a_page_that_is_not_public(state):
    pages = [ArticlePageFactory(title="Brouillon"), ArticlePageFactory(title="Visible"), InitiativePageFactory()]
    value = {"title": "À lire", "pages": [page.pk for page in pages]}
    hide(pages[0], state)
    html = shown(PageCardsBlock(), value)

    assert "Brouillon" not in html
    assert html.index("Visible") < html.index(pages[2].title)
    assert html.count("<h3>") == 2


def test_cards_without_a_page_left_show_no_title():
    page = ArticlePageFactory(live=False)

    assert shown(PageCardsBlock(), {"title": "À lire", "pages": [page.pk]}).strip() == ""


def test_cards_without_a_title_keep_titles_in_order():
    page = ArticlePageFactory()

    assert "<h3" not in shown(PageCardsBlock(), {"title": "", "pages": [page.pk]})


def test_cards_cost_the_same_however_many_they_are(django_assert_max_num_queries):
    pages = [ArticlePageFactory() for _number in range(6)]
    block = PageCardsBlock()
    few, many = (block.to_python({"title": "", "pages": [page.pk for page in pages[:count]]}) for count in (2, 6))
    block.render(few)
    with django_assert_max_num_queries(4) as queries:
        block.render(few)
    with django_assert_max_num_queries(len(queries)):
        block.render(many)


def hide(page, state):
    match state:
        case "draft":
            page.unpublish()
        case "private":
            PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)
        case "deleted":
            page.delete()


# -- files


def test_files_are_listed_with_their_format_and_weight():
    document = CustomDocumentFactory(title="Charte")
    html = shown(FilesBlock(), {"title": "À télécharger", "files": [document.pk]})

    assert f'href="{document.url}"' in html
    assert "TXT, 6\xa0octets" in html


def test_files_deleted_since_leave_nothing():
    kept, gone = CustomDocumentFactory(title="Charte"), CustomDocumentFactory(title="Règlement")
    value = {"title": "À télécharger", "files": [kept.pk, gone.pk]}
    gone.delete()
    assert shown(FilesBlock(), value).count("<li>") == 1
    kept.delete()

    assert shown(FilesBlock(), value).strip() == ""


# -- tables


def test_a_table_has_a_caption_and_its_headers():
    data = {
        "data": [["Année", "Dossiers"], ["2007", None]],
        "first_row_is_table_header": True,
        "first_col_is_header": True,
    }
    html = shown(TableBlock(), {"caption": "Candidatures", "table": data})

    assert "<caption>Candidatures</caption>" in html
    assert html.count('scope="col"') == 2
    assert '<th scope="row">2007</th><td></td>' in html
    assert "caption" in errors(TableBlock(), {"caption": "", "table": data}).block_errors


def test_the_cells_of_a_table_are_text():
    html = shown(TableBlock(), {"caption": "C", "table": {"data": [["<script>alert(1)</script>"]]}})

    assert "<script>" not in html


# -- initiatives


@pytest.mark.parametrize(
    ("chosen", "found"),
    [
        ({}, {"Accès", "École"}),
        ({"theme": "acces-public"}, {"Accès"}),
        ({"territory_kind": "region", "territory_code": "53"}, {"Accès", "École"}),
        ({"territory_kind": "commune", "territory_code": "22046"}, {"Accès"}),
        ({"territory_kind": "region", "territory_code": "99"}, set()),
    ],
)
def test_a_list_of_initiatives_by_theme_and_territory(member, chosen, found):
    InitiativePageFactory(title="Accès", parent=member.page, themes=[theme()])
    InitiativePageFactory(title="École", themes=[theme("education-et-formation")])
    InitiativePageFactory(title="Brouillon", live=False)
    value = {"title": "Ailleurs", "theme": None, "territory_code": "", "territory_kind": "region", "count": 3, **chosen}
    if value["theme"]:
        value["theme"] = theme(value["theme"]).pk
    html = shown(EditorialBlock().child_blocks["initiatives"], value)

    assert {title for title in ("Accès", "École", "Brouillon") if f">{title}</a>" in html} == found
    assert ("<h2>" in html) == bool(found)


def test_a_territory_is_written_as_an_official_code():
    value = {"title": "T", "theme": None, "territory_code": "Bretagne", "territory_kind": "region", "count": 3}

    assert "territory_code" in errors(EditorialBlock().child_blocks["initiatives"], value).block_errors


def test_blocks_are_structures_with_their_own_templates():
    plain = [
        name
        for name, block in EditorialBlock().child_blocks.items()
        if isinstance(block, blocks.StructBlock) and not block.meta.template
    ]

    assert plain == []
