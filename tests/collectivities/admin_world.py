"""Two communes with everything an address of the admin can name, and what nobody else may read of the second one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.urls import URLResolver, get_resolver, reverse
from django.utils import timezone
from wagtail.admin.models import EditingSession
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.search_promotions.models import Query, SearchPromotion
from wagtail.models import Collection, Locale, Page, Site, UploadedFile, Workflow
from wagtail_localize.models import OverridableSegment, StringSegment, Translation, TranslationSource

from home.models import ContactPage
from initiatives.models import Correction, Theme
from labels.enums import AppealState
from labels.models import Appeal, Withdrawal
from search.models import Synonyms
from tests.factories import (
    CustomDocumentFactory,
    CustomImageFactory,
    InitiativePageFactory,
    RegistrationFactory,
    png,
)
from tests.labels.factories import (
    AwardFactory,
    CampaignFactory,
    DecisionFactory,
    DepositFactory,
    DossierFactory,
    JurorFactory,
    SectionFactory,
    deposited_content,
    deposited_question,
)

SECRET = "Secret de Hennebont"
"""Stands in every title and text of the second commune that is not public, and is the name of its member."""

FIXED = {
    "content_type_app_name": "initiatives", "content_type_model_name": "initiativepage",
    "app_label": "initiatives", "model_name": "theme", "app_name": "portal",
    "action": "delete", "action_name": "approve", "filter_spec": "width-100",
    "revision_id_a": "earliest", "revision_id_b": "latest", "uidb64": "MQ", "token": "jeton",
    "decision": "ask_to_complete", "year": 2007, "territory": "france",
}  # fmt: skip
SPECIAL: dict[str, dict[str, Any]] = {
    "wagtail_bulk_action": {"app_label": "wagtailcore", "model_name": "page"},
    "wagtailadmin_api:pages:action": {"action_name": "copy"},
    "wagtailadmin_pages:choose_parent": {"model_name": "initiativepage"},
    "wagtailadmin_editing_sessions:ping": {"model_name": "initiativepage"},
    "wagtailadmin_tag_model_autocomplete": {"app_name": "initiatives", "model_name": "keyword"},
    "wagtailadmin_workflows:add_task": {"app_label": "wagtailcore", "model_name": "groupapprovaltask"},
    "wagtailsettings:edit": {"model_name": "portalsettings"},
    "wagtailsettings:preview_on_edit": {"model_name": "portalsettings"},
}
NEEDS_ID = {
    "wagtail_bulk_action", "wagtailadmin_choose_page_chosen_multiple", "wagtailadmin_block_preview",
    "wagtailimages_chooser:chosen_multiple", "wagtaildocs_chooser:chosen_multiple",
    "collectivity_chooser:chosen_multiple", "wagtailsnippetchoosers_initiatives_theme:chosen_multiple",
    "wagtailsnippetchoosers_search_synonyms:chosen_multiple",
}  # fmt: skip
BELOW_A_COMMUNE = {"wagtailadmin_pages:add", "wagtailadmin_pages:add_subpage", "wagtailadmin_pages:preview_on_add"}


def addresses(resolver: Any = None, namespace: str = "", prefix: str = "") -> Iterator[tuple[str, str, Any]]:
    """Every address of the portal: its pattern, its full name or nothing, its view."""
    for pattern in (resolver or get_resolver()).url_patterns:
        path = prefix + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from addresses(pattern, inner, path)
        else:
            yield path, namespace + pattern.name if pattern.name else "", pattern.callback


def resolve_patterns() -> Iterator[tuple[str, list[str]]]:
    """Every named address below ``/admin/``: its full name and the names of its parameters."""
    for path, name, _view in addresses():
        if path.startswith("admin/") and name:
            yield name, re.findall(r"<(?:\w+:)?(\w+)>", path)


def unnamed_patterns() -> Iterator[str]:
    """Every address below ``/admin/`` that has no name."""
    return (path for path, name, _view in addresses() if path.startswith("admin/") and not name)


PARAMETERS: dict[str, list[str]] = {}
for _name, _parameters in resolve_patterns():
    # Of two addresses of one name, the one that says more.
    if len(_parameters) >= len(PARAMETERS.get(_name, ())):
        PARAMETERS[_name] = _parameters
# The other form of this address names a mode of preview that no page has.
PARAMETERS["wagtail_localize:preview_translation"] = ["translation_id"]
NAMES = sorted(PARAMETERS)


@dataclass
class Side:
    """What one commune has, by the name of the parameter an address calls it by."""

    member: Any
    page: Page
    values: dict[str, Any]


@dataclass
class World:
    own: Side
    foreign: Side
    shared: dict[str, Any]
    keys: dict[str, int]

    def address(self, name: str, side: Side) -> str:
        """The address of this name that speaks of this commune's objects, or of the portal's where it has none."""
        values = {**FIXED, **self.shared, **side.values, "pk": self._key(name, side), **SPECIAL.get(name, {})}
        if name.startswith("wagtailforms:"):
            values["page_id"] = self.keys["wagtailforms"]
        if name in BELOW_A_COMMUNE:
            values["parent_page_id"] = side.member.page.pk
        address = reverse(name, kwargs={parameter: values[parameter] for parameter in PARAMETERS[name]})
        return f"{address}?id={self._key(name, side)}" if name in NEEDS_ID else address

    def _key(self, name: str, side: Side) -> Any:
        namespace = name.rpartition(":")[0]
        of_side = {
            "wagtailadmin_api:images": side.values["image_id"],
            "wagtailadmin_api:documents": side.values["document_id"],
            "wagtailimages_chooser": side.values["image_id"],
            "wagtaildocs_chooser": side.values["document_id"],
            "wagtailusers_users": side.member.pk,
            "members": side.member.membership.pk,
            "registrations": side.values["registration"],
            "corrections": side.values["correction"],
            "dossiers": side.values["dossier"],
            "collectivity_chooser": side.member.membership.collectivity_id,
        }
        return of_side.get(namespace) or self.keys.get(namespace) or side.page.pk


def make_world(member: Any, other_member: Any) -> World:
    other_member.last_name = SECRET
    other_member.save()
    query = Query.objects.create(query_string="bibliothèque")
    SearchPromotion.objects.create(query=query, page_id=member.page.pk)
    workflow = Workflow.objects.get(active=True)
    theme = Theme.objects.filter(locale__language_code="fr").first().pk
    section = SectionFactory(questionnaire__campaign__is_prepared=True, questionnaire__campaign__year=2028)
    for versioned in (section, section.questionnaire.campaign):
        versioned.save_revision()
    synonyms = Synonyms.objects.create(expressions="Tiers-lieu\nespace partagé").pk
    juror = JurorFactory()
    shared = {
        "dossier_pk": DossierFactory(is_admissible=True).pk,
        "collection_id": Collection.get_first_root_node().add_child(name="Une collection").pk,
        "workflow_pk": workflow.pk,
        "redirect_id": Redirect.objects.create(old_path="/ancien", redirect_page=member.page).pk,
        "query_id": query.pk,
        "user_id": member.pk,
    }
    keys = {
        "jury_admin": juror.pk,
        "wagtailforms": ContactPage.objects.get(locale__language_code="fr").pk,
        "wagtailadmin_collections": shared["collection_id"],
        "wagtailadmin_workflows": workflow.pk,
        "awards": AwardFactory(collectivity=member.membership.collectivity).pk,
        "appeals": appeal().pk,
        "wagtaillocales": Locale.objects.get(language_code="br").pk,
        "wagtailsites": Site.objects.get(is_default_site=True).pk,
        "wagtailusers_groups": member.groups.get().pk,
        "wagtailsettings": Site.objects.get(is_default_site=True).pk,
        "localize_guard": theme,
        "wagtail_localize": theme,
        "wagtailsnippets_initiatives_theme": theme,
        "wagtailsnippetchoosers_initiatives_theme": theme,
        "wagtailsnippets_labels_campaign": section.questionnaire.campaign_id,
        "wagtailsnippets_labels_questionnaire": section.questionnaire_id,
        "wagtailsnippets_labels_section": section.pk,
        "wagtailsnippets_search_synonyms": synonyms,
        "withdrawals": Withdrawal.objects.create(award=AwardFactory(), reason="Une erreur.").pk,
        "wagtailsnippetchoosers_search_synonyms": synonyms,
    }
    return World(make_side(member, "Le Mené"), make_side(other_member, SECRET), shared, keys)


def appeal() -> Appeal:
    """One that was well founded, of a palmarès that is public: its label may be put right."""
    decision = DecisionFactory(dossier__campaign=CampaignFactory(year=2009, is_past=True))
    answered = {"state": AppealState.FOUNDED, "answer": "Un lieu n’avait pas été vu.", "answered_at": timezone.now()}
    found: Appeal = Appeal.objects.create(dossier=decision.dossier, reasons="Un lieu n’a pas été vu.", **answered)
    return found


def make_side(member: Any, secret: str) -> Side:
    """A draft in moderation, a file of each kind, a translation and an open editing session."""
    commune = member.membership.collectivity
    page = InitiativePageFactory(
        parent=member.page, live=False, title=f"{secret} brouillon", summary=secret, owner=member
    )
    page.save_revision(user=member, log_action=True)
    page.get_workflow().start(page, member)
    page.refresh_from_db()
    image = CustomImageFactory(title=f"{secret} image", collectivity=commune, uploaded_by_user=member)
    document = CustomDocumentFactory(title=f"{secret} document", collectivity=commune, uploaded_by_user=member)
    state = page.current_workflow_task_state
    values = {
        **dict.fromkeys(("page_id", "parent_page_id", "page_to_move_id", "page_pk", "object_id"), page.pk),
        **_translation(page),
        "destination_id": member.page.get_parent().pk,
        "revision_id": page.latest_revision_id,
        "task_id": state.task_id,
        "task_state_id": state.pk,
        "workflow_state_id": state.workflow_state_id,
        "image_id": image.pk,
        "document_id": document.pk,
        "doc_id": document.pk,
        "uploaded_file_id": _upload(image, member).pk,
        "session_id": _session(page, member).pk,
        "registration": RegistrationFactory(collectivity=commune, last_name=secret).pk,
        "correction": Correction.objects.create(sheet=page, text=f"{secret} correction").pk,
        **_dossier(page, commune, secret),
    }
    return Side(member, page, values)


def _dossier(page: Page, commune: Any, secret: str) -> dict[str, int]:
    """A dossier of the label that was deposited, with the draft as a proof."""
    page.latest_revision.refresh_from_db()
    proof = {"title": secret, "type": page._meta.label, "content": page.latest_revision.content}
    question = deposited_question(text=secret, evidence=[proof])
    dossier = DossierFactory(collectivity=commune, is_deposited=True)
    deposit = DepositFactory(dossier=dossier, content=deposited_content(question))
    return {"dossier": dossier.pk, "deposit": deposit.pk, "key": page.pk}


def _upload(image: Any, member: Any) -> UploadedFile:
    return UploadedFile.objects.create(
        for_content_type=ContentType.objects.get_for_model(image),
        file=ContentFile(png(), name="x.png"),
        uploaded_by_user=member,
    )


def _session(page: Page, member: Any) -> EditingSession:
    return EditingSession.objects.create(
        user=member, content_type=page.cached_content_type, object_id=page.pk, last_seen_at=timezone.now()
    )


def _translation(page: Page) -> dict[str, int]:
    """A draft in English that wagtail-localize knows of."""
    source, _created = TranslationSource.get_or_create_from_instance(page)
    translation = Translation.objects.create(
        source=source, target_locale=Locale.objects.get(language_code="en"), enabled=True
    )
    translation.save_target(publish=False)
    return {
        "translation_source_id": source.pk,
        "translation_id": translation.pk,
        "string_segment_id": StringSegment.objects.filter(source=source).first().pk,
        "overridable_segment_id": getattr(OverridableSegment.objects.filter(source=source).first(), "pk", 1),
    }
