"""Each way a restricted editor was seen to read or change more than his own in Wagtail 8.0 and wagtail-localize 1.14.

Every test sends the request that worked on a stock installation. Where the guard refuses first, the view behind it is
tried too, as somebody whom the guard lets pass but who holds no right on the page.
"""

import json
import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import Group, Permission
from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.test import Client, RequestFactory
from django.urls import NoReverseMatch, reverse
from wagtail.models import Locale, Page, PageViewRestriction
from wagtail.snippets.models import get_snippet_models
from wagtail_localize.models import Translation, TranslationSource

from collectivities import localize_guard
from collectivities.admin_listing import OwnTaskActionView
from collectivities.models import CustomDocument
from initiatives.models import InitiativePage, Theme
from portal.models import User
from tests.admin import form
from tests.collectivities.admin_world import SECRET, World, addresses, make_world
from tests.factories import (
    ArticlePageFactory,
    CustomDocumentFactory,
    CustomImageFactory,
    InitiativePageFactory,
    UserFactory,
)

pytestmark = pytest.mark.django_db

# Those of the admin, « wagtail.admin.api » and « wagtail.images.api.admin », are behind the guard.
PUBLIC_WAGTAIL_API = re.compile(r"wagtail\.(?:api|(?:images|documents)\.api\.v)")


@pytest.fixture
def world(member: Any, other_member: Any) -> World:
    return make_world(member, other_member)


@pytest.fixture
def translator(member: Any) -> Any:
    """A member asked directly at the view, as if the guard had let him pass."""
    return User.objects.get(pk=member.pk)


def ask(view: Callable[..., Any], user: Any, method: str = "post", data: Any = None, **kwargs: Any) -> Any:
    request = getattr(RequestFactory(), method)("/admin/", data or {})
    request.user = user
    return view(request, **kwargs)


def translations_of(page: Page) -> int:
    return Page.objects.filter(translation_key=page.translation_key).exclude(pk=page.pk).count()


class TestLocalize:
    def test_1_no_resynchronisation_of_another_communes_translation(
        self, world: World, member_client: Client, translator: Any
    ) -> None:
        address = world.address("wagtail_localize:update_translations", world.foreign)
        assert member_client.post(address, {"publish_translations": "on"}).status_code == 403
        view = localize_guard.GuardedUpdateTranslationsView.as_view()
        with pytest.raises(PermissionDenied):
            ask(view, translator, translation_source_id=world.foreign.values["translation_source_id"])
        english = Page.objects.get(translation_key=world.foreign.page.translation_key, locale__language_code="en")
        assert not english.live

    def test_2_no_publication_of_ones_own_translation_past_moderation(
        self, world: World, member_client: Client, translator: Any
    ) -> None:
        address = world.address("wagtail_localize:update_translations", world.own)
        assert member_client.post(address, {"publish_translations": "on"}).status_code == 403
        view = localize_guard.GuardedUpdateTranslationsView.as_view()
        with pytest.raises(PermissionDenied):
            ask(view, translator, translation_source_id=world.own.values["translation_source_id"])

    def test_3_no_translation_of_another_communes_page(
        self, other_member: Any, member_client: Client, translator: Any
    ) -> None:
        page = InitiativePageFactory(parent=other_member.page, title=SECRET)
        address = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        english = Locale.objects.get(language_code="en").pk
        assert SECRET not in member_client.get(address).content.decode()
        assert member_client.post(address, {"locales": [english]}).status_code == 403
        with pytest.raises(PermissionDenied):
            ask(localize_guard.GuardedSubmitPageTranslationView.as_view(), translator, page_id=page.pk)
        assert translations_of(page) == 0

    def test_3_no_translation_of_a_whole_subtree(self, member: Any, member_client: Client) -> None:
        initiative = InitiativePageFactory(parent=member.page)
        address = reverse("wagtail_localize:submit_page_translation", args=[member.page.pk])
        english = Locale.objects.get(language_code="en").pk
        assert 'type="checkbox" name="include_subtree"' not in member_client.get(address).content.decode()
        assert member_client.post(address, {"locales": [english], "include_subtree": "on"}).status_code == 403
        assert translations_of(initiative) == 0

    def test_4_a_translation_of_a_live_page_is_a_draft(self, member: Any, member_client: Client) -> None:
        initiative = InitiativePageFactory(parent=member.page)
        address = reverse("wagtail_localize:submit_page_translation", args=[initiative.pk])
        answer = member_client.post(address, {"locales": [Locale.objects.get(language_code="en").pk]})
        assert answer.status_code == 302
        translated = InitiativePage.objects.get(translation_key=initiative.translation_key, locale__language_code="en")
        assert not translated.live
        assert member_client.get(reverse("wagtailadmin_pages:edit", args=[translated.pk])).status_code == 200

    def test_4_the_sheet_that_inspired_it_is_not_translated_with_it(
        self, member: Any, other_member: Any, member_client: Client
    ) -> None:
        origin = InitiativePageFactory(parent=other_member.page)
        initiative = InitiativePageFactory(parent=member.page, inspired_by=origin)
        address = reverse("wagtail_localize:submit_page_translation", args=[initiative.pk])
        member_client.post(address, {"locales": [Locale.objects.get(language_code="en").pk]})
        assert translations_of(initiative) == 1
        assert translations_of(origin) == 0

    @pytest.mark.usefixtures("member")
    def test_5_no_translation_of_a_snippet(self, member_client: Client, translator: Any) -> None:
        theme = Theme.objects.filter(locale__language_code="fr").first()
        address = reverse("wagtail_localize:submit_snippet_translation", args=["initiatives", "theme", theme.pk])
        assert member_client.post(address, {"locales": [1]}).status_code == 403
        with pytest.raises(PermissionDenied):
            ask(
                localize_guard.GuardedSubmitSnippetTranslationView.as_view(),
                translator,
                app_label="initiatives",
                model_name="theme",
                pk=str(theme.pk),
            )

    def test_6_no_list_of_snippets(self, member_client: Client, translator: Any) -> None:
        address = reverse("wagtail_localize:snippets_api_listing", args=["initiatives", "theme"])
        assert member_client.get(address).status_code == 403
        view = localize_guard.GuardedSnippetViewSet.as_view({"get": "list"})
        assert ask(view, translator, "get", app_label="initiatives", model_name="theme").status_code == 403

    def test_7_no_report_of_translations(self, world: World, member_client: Client) -> None:
        for name in ("translations_report", "translations_report_results"):
            assert member_client.get(reverse(f"wagtail_localize:{name}")).status_code == 403

    def test_a_live_translation_is_not_replaced_by_its_source(
        self, world: World, member_client: Client, translator: Any
    ) -> None:
        english = Page.objects.get(translation_key=world.own.page.translation_key, locale__language_code="en")
        address = reverse("wagtail_localize:convert_to_alias", args=[english.pk])
        assert member_client.post(address).status_code == 403
        with pytest.raises(PermissionDenied):
            ask(localize_guard.guarded_convert_to_alias, translator, page_id=english.pk)
        edit = reverse("wagtailadmin_pages:edit", args=[english.pk])
        for button in ("localize-convert-to-alias", "localize-restart-translation"):
            assert member_client.post(edit, {button: "1"}).status_code == 403

    def test_the_association_still_translates_and_publishes(self, world: World, association_client: Client) -> None:
        address = world.address("wagtail_localize:update_translations", world.foreign)
        assert association_client.post(address, {}).status_code == 302
        article = ArticlePageFactory()
        address = reverse("wagtail_localize:submit_page_translation", args=[article.pk])
        association_client.post(address, {"locales": [Locale.objects.get(language_code="en").pk]})
        assert Translation.objects.get(source=TranslationSource.objects.get(object_id=article.translation_key)).enabled


class TestPageTitles:
    def test_8_the_chooser_shows_no_draft_of_another_commune(self, world: World, member_client: Client) -> None:
        below = reverse("wagtailadmin_choose_page_child", args=[world.foreign.member.page.pk])
        assert SECRET not in member_client.get(below).content.decode()
        draft = reverse("wagtailadmin_choose_page_child", args=[world.foreign.page.pk])
        assert member_client.get(draft).status_code == 403
        multiple = reverse("wagtailadmin_choose_page_chosen_multiple")
        assert member_client.get(multiple, {"id": [world.own.page.pk, world.foreign.page.pk]}).status_code == 403
        assert member_client.get(multiple, {"id": [world.own.page.pk]}).status_code == 200

    def test_8_the_chooser_finds_no_draft_of_another_commune(
        self, member: Any, other_member: Any, member_client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            InitiativePageFactory(parent=other_member.page, title="Tablettes à l'étude", live=False)
            InitiativePageFactory(parent=other_member.page, title="Tablettes prêtées")
            InitiativePageFactory(parent=member.page, title="Tablettes en projet", live=False)
        content = member_client.get(reverse("wagtailadmin_choose_page_search"), {"q": "tablettes"}).content.decode()
        assert "prêtées" in content
        assert "en projet" in content
        assert "étude" not in content

    def test_8_the_chooser_of_a_type_does_not_start_at_a_draft(self, other_member: Any, member_client: Client) -> None:
        other_member.page.live = False
        other_member.page.save()
        InitiativePageFactory(parent=other_member.page, live=False)
        address = reverse("wagtailadmin_choose_page")
        assert member_client.get(address, {"page_type": "initiatives.initiativepage"}).status_code == 403
        assert member_client.get(address, {"page_type": "home.articlepage"}).status_code == 200

    def test_8_the_chooser_shows_no_private_page(self, member_client: Client) -> None:
        article = ArticlePageFactory(title="Réservé au bureau")
        PageViewRestriction.objects.create(page=article, restriction_type="login")
        content = member_client.get(reverse("wagtailadmin_choose_page_child", args=[article.get_parent().pk]))
        assert "Réservé" not in content.content.decode()

    def test_8_a_live_page_keeps_its_public_title_until_a_new_one_is_published(
        self, other_member: Any, member_client: Client
    ) -> None:
        page = InitiativePageFactory(parent=other_member.page, title="Le titre publié")
        page.title = SECRET
        page.save_revision()
        address = reverse("wagtailadmin_choose_page_child", args=[other_member.page.pk])
        content = member_client.get(address).json()["html"]
        assert "Le titre publié" in content
        assert SECRET not in content
        multiple = reverse("wagtailadmin_choose_page_chosen_multiple")
        assert SECRET not in member_client.get(multiple, {"id": page.pk}).content.decode()

    @pytest.mark.parametrize("action", ["delete", "move", "publish", "unpublish"])
    @pytest.mark.parametrize(
        "model", ["wagtailcore/page", "collectivities/customimage", "collectivities/customdocument"]
    )
    def test_9_no_bulk_action(self, action: str, model: str, world: World, member_client: Client) -> None:
        ids = {"page": "page_id", "customimage": "image_id", "customdocument": "document_id"}
        key = world.foreign.values[ids[model.partition("/")[2]]]
        for method in (member_client.get, member_client.post):
            answer = method(f"/admin/bulk/{model}/{action}/?id={key}")
            assert answer.status_code == 403
            assert SECRET not in answer.content.decode()

    def test_10_the_explorer_opens_at_no_draft_of_another_commune(self, world: World, member_client: Client) -> None:
        """Rights in two languages make the root the first common page: the stock view then shows any page."""
        assert member_client.get(reverse("wagtailadmin_explore_root")).status_code == 200
        answer = member_client.get(reverse("wagtailadmin_explore", args=[world.foreign.page.pk]))
        assert answer.status_code == 403
        assert SECRET not in answer.content.decode()


class TestNamesOfPeople:
    def test_11_no_filter_by_person(self, world: World, member_client: Client) -> None:
        for page in (world.own.page, world.own.member.page):
            content = member_client.get(reverse("wagtailadmin_explore", args=[page.pk])).content.decode()
            assert "edited_by" not in content
            assert "id_owner" not in content
        assert member_client.get(reverse("wagtailforms:index")).status_code == 403

    @pytest.mark.parametrize(
        "number_and_name", ["12 site_history", "13 workflow", "14 page_types_usage", "13 workflow_tasks"]
    )
    def test_12_13_14_no_report(self, number_and_name: str, world: World, member_client: Client) -> None:
        name = number_and_name.split()[1]
        for suffix in ("", "_results"):
            answer = member_client.get(reverse(f"wagtailadmin_reports:{name}{suffix}"))
            assert answer.status_code == 403
            assert SECRET not in answer.content.decode()


class TestFiles:
    def test_15_the_admin_api_lists_own_and_shared_files_only(self, world: World, member_client: Client) -> None:
        CustomImageFactory(title="Image partagée")
        CustomDocumentFactory(title="Document partagé")
        for kind, shared in (("images", "Image partagée"), ("documents", "Document partagé")):
            answer = member_client.get(reverse(f"wagtailadmin_api:{kind}:listing")).json()
            titles = {item["title"] for item in answer["items"]}
            assert shared in titles
            assert any(title.startswith("Le Mené") for title in titles)
            assert not any(SECRET in title for title in titles)
            key = world.foreign.values["image_id" if kind == "images" else "document_id"]
            assert member_client.get(reverse(f"wagtailadmin_api:{kind}:detail", args=[key])).status_code == 404

    def test_16_no_tenant_data_is_a_snippet(self) -> None:
        of_the_association = {"Theme", "Synonyms", "Campaign", "Questionnaire", "Section"}
        assert {model.__name__ for model in get_snippet_models()} <= of_the_association

    @pytest.mark.parametrize("field", ["image", "social_image"])
    def test_18_no_page_shows_another_communes_image(
        self, field: str, member: Any, other_member: Any, member_client: Client
    ) -> None:
        foreign = CustomImageFactory(collectivity=other_member.membership.collectivity)
        page = InitiativePageFactory(parent=member.page, live=False)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        answer = member_client.post(address, form("La fiche", **{field: str(foreign.pk)}))
        assert field in answer.context["form"].errors
        assert 'value="La fiche"' in answer.content.decode()
        for allowed in (CustomImageFactory(), CustomImageFactory(collectivity=member.membership.collectivity)):
            answer = member_client.post(address, form("La fiche", **{field: str(allowed.pk)}))
            assert answer.status_code == 302

    def test_18_no_page_refers_to_another_communes_draft(
        self, member: Any, other_member: Any, member_client: Client
    ) -> None:
        draft = InitiativePageFactory(parent=other_member.page, live=False)
        page = InitiativePageFactory(parent=member.page, live=False)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        answer = member_client.post(address, form("La fiche", inspired_by=str(draft.pk)))
        assert "inspired_by" in answer.context["form"].errors

    def test_18_no_block_or_link_refers_to_another_communes_file(
        self, member: Any, other_member: Any, member_client: Client
    ) -> None:
        foreign = CustomImageFactory(collectivity=other_member.membership.collectivity)
        page = InitiativePageFactory(parent=member.page, live=False)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        block = {
            "body-count": "1", "body-0-deleted": "", "body-0-order": "0", "body-0-type": "image", "body-0-id": "",
            "body-0-value-image": str(foreign.pk), "body-0-value-decorative": "on", "body-0-value-alt_text": "",
            "body-0-value-credit": "", "body-0-value-caption": "",
        }  # fmt: skip
        answer = member_client.post(address, form("La fiche", **block))
        assert "body" in answer.context["form"].errors
        draft = InitiativePageFactory(parent=other_member.page, live=False)
        entity = {"type": "LINK", "mutability": "MUTABLE", "data": {"id": draft.pk, "url": "/x"}}
        text = {"key": "a", "text": "lien", "type": "unstyled", "depth": 0, "inlineStyleRanges": []}
        text["entityRanges"] = [{"key": 0, "offset": 0, "length": 4}]
        link = json.dumps({"blocks": [text], "entityMap": {"0": entity}})
        answer = member_client.post(address, form("La fiche", results=link))
        assert "results" in answer.context["form"].errors

    def test_18_what_the_association_put_on_the_page_may_stay(
        self, member: Any, other_member: Any, member_client: Client
    ) -> None:
        foreign = CustomImageFactory(collectivity=other_member.membership.collectivity)
        page = InitiativePageFactory(parent=member.page, live=False, image=foreign)
        address = reverse("wagtailadmin_pages:edit", args=[page.pk])
        assert member_client.post(address, form("La fiche", image=str(foreign.pk))).status_code == 302

    @pytest.mark.parametrize("path", ["/api/v2/images/", "/api/v2/documents/", "/api/v3/images/", "/api/v3/redirects/"])
    def test_20_23_no_api_of_wagtail_is_mounted(self, path: str, client: Client, member_client: Client) -> None:
        for visitor in (client, member_client):
            assert visitor.get(path).status_code == 404
        with pytest.raises(NoReverseMatch):
            reverse("wagtailapi:images:listing")

    def test_21_a_file_of_a_draft_is_for_its_commune_and_the_association(
        self,
        world: World,
        client: Client,
        member_client: Client,
        association_client: Client,
        other_member_client: Client,
    ) -> None:
        document = CustomDocument.objects.get(pk=world.foreign.values["document_id"])
        for stranger in (client, member_client):
            assert stranger.get(document.url).status_code == 404
        for reader in (other_member_client, association_client):
            answer = reader.get(document.url)
            assert answer.status_code == 200
            assert "no-store" in answer.headers["Cache-Control"]
            assert b"".join(answer) == b"Charte"

    def test_21_a_published_or_shared_file_is_for_everybody(
        self, member: Any, client: Client, django_capture_on_commit_callbacks: Any
    ) -> None:
        shared = CustomDocumentFactory()
        published = CustomDocumentFactory(collectivity=member.membership.collectivity)
        with django_capture_on_commit_callbacks(execute=True):
            page = InitiativePageFactory(
                parent=member.page, results=f'<p><a linktype="document" id="{published.pk}">La charte</a></p>'
            )
        for document in (shared, published):
            answer = client.get(document.url)
            assert answer.status_code == 200
            assert "no-store" not in answer.headers.get("Cache-Control", "")
            assert b"".join(answer) == b"Charte"
        page.unpublish()
        assert client.get(published.url).status_code == 404


class TestModeration:
    def test_17_no_confirmation_of_cancellation_for_another_communes_page(
        self, world: World, member_client: Client
    ) -> None:
        address = reverse("wagtailadmin_pages:confirm_workflow_cancellation", args=[world.foreign.page.pk])
        assert member_client.get(address).status_code == 403

    def test_19_no_task_is_acted_upon_through_another_page(
        self, world: World, member_client: Client, association: Any
    ) -> None:
        foreign_state = world.foreign.values["task_state_id"]
        address = reverse("wagtailadmin_pages:workflow_action", args=[world.own.page.pk, "reject", foreign_state])
        assert member_client.post(address, {"comment": ""}).status_code == 403
        with pytest.raises(Http404):
            ask(
                OwnTaskActionView.as_view(),
                association,
                page_id=world.own.page.pk,
                action_name="reject",
                task_state_id=foreign_state,
            )
        assert Page.objects.get(pk=world.foreign.page.pk).workflow_in_progress


class TestAccounts:
    @pytest.mark.parametrize("codename", ["add_user", "change_user", "delete_user", "add_apitoken", "change_group"])
    def test_22_23_nobody_below_superuser_manages_accounts_or_tokens(self, codename: str, association: Any) -> None:
        permissions = Permission.objects.filter(codename=codename)
        assert not Group.objects.filter(permissions__in=permissions).exists()
        assert not any(association.has_perm(f"{p.content_type.app_label}.{codename}") for p in permissions)

    def test_22_the_association_makes_no_superuser(self, association_client: Client) -> None:
        victim = UserFactory()
        address = reverse("wagtailusers_users:edit", args=[victim.pk])
        assert association_client.post(address, {"email": victim.email, "is_superuser": "on"}).status_code == 403
        victim.refresh_from_db()
        assert not victim.is_superuser

    def test_23_the_v3_api_is_not_installed(self, settings: Any) -> None:
        assert "wagtail.api.v3" not in settings.INSTALLED_APPS
        modules = {getattr(view, "cls", view).__module__ for _path, _name, view in addresses()}
        assert {module for module in modules if PUBLIC_WAGTAIL_API.match(module)} == set()
        # The views that stand below others are looked at too.
        assert "wagtail.admin.api.views" in modules

    def test_24_names_of_keywords_are_public(self, member_client: Client) -> None:
        assert member_client.get(reverse("wagtailadmin_tag_autocomplete"), {"term": "num"}).status_code == 200

    def test_a_juror_never_enters_the_admin(self, client_of: Callable[..., Client]) -> None:
        juror = client_of(UserFactory())
        assert juror.get(reverse("wagtailadmin_home")).status_code == 403


def test_every_known_leak_has_its_test() -> None:
    """The numbers are those of ``docs/permissions.md``."""
    tests = [name for holder in LEAKS for name in vars(holder) if name.startswith("test_")]
    numbers = {int(number) for name in tests for number in re.findall(r"(?<=_)\d+(?=_)", name)}
    assert numbers >= set(range(1, 25))


LEAKS = (TestLocalize, TestPageTitles, TestNamesOfPeople, TestFiles, TestModeration, TestAccounts)
