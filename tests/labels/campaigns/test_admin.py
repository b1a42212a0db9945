"""« Campagnes du label » in the admin: of the association, and of nobody else."""

import datetime
from typing import Any

import pytest
import time_machine
from django.urls import reverse

from labels.campaigns.addresses import campaign_address, questionnaire_address, section_address
from labels.campaigns.opening import open_call
from labels.models import Campaign, Erratum, Level, Question, Questionnaire, Section
from tests.factories import MembershipFactory, UserFactory
from tests.labels.factories import CLOSES, OPENS, CampaignFactory, DossierFactory

pytestmark = pytest.mark.django_db
LIST = "wagtailsnippets_labels_campaign:list"
ADD = "wagtailsnippets_labels_campaign:add"


@pytest.fixture
def office(association: Any, client_of: Any) -> Any:
    return client_of(association)


@pytest.fixture
def opened(prepared: Campaign, spring: None) -> Campaign:
    return open_call(prepared.pk, UserFactory())


def fields_of(client: Any, address: str) -> dict[str, Any]:
    """What the form of an address would send, untouched."""
    form = client.get(address).context["form"]
    sent: dict[str, Any] = {}
    _gather(form, sent)
    return sent


def _gather(form: Any, sent: dict[str, Any]) -> None:
    for bound in form:
        value = bound.value()
        shown = bound.field.widget.format_value(value) if hasattr(bound.field.widget, "format_value") else value
        if isinstance(shown, list):
            shown = shown[0] if shown else ""
        if value is not False and shown is not None:
            sent[bound.html_name] = shown if shown is not True else "on"
    for formset in getattr(form, "formsets", {}).values():
        for bound in formset.management_form:
            sent[bound.html_name] = bound.value()
        for row in formset.forms:
            _gather(row, sent)


def said(response: Any) -> str:
    return str(response.content.decode()).replace("\xa0", " ").replace("&#x27;", "'")


def test_a_portal_without_campaign_starts_with_a_whole_one(office: Any) -> None:
    assert "trois questionnaires" in said(office.get(reverse(ADD)))
    response = office.post(reverse(ADD), follow=True)
    campaign = Campaign.objects.get()
    assert campaign.questionnaires.count() == 3
    assert "est créée" in said(response)
    assert response.redirect_chain[-1][0] == campaign_address(campaign, "overview")


def test_a_new_campaign_takes_up_the_last_one(office: Any, prepared: Campaign) -> None:
    CampaignFactory(year=2007, is_past=True)
    assert "reprendra tout de celle de 2027" in said(office.get(reverse(ADD)))
    office.post(reverse(ADD))
    assert Campaign.objects.get(year=2028).questionnaires.count() == 3


def test_any_campaign_is_duplicated(office: Any, opened: Campaign) -> None:
    office.post(campaign_address(opened, "duplicate"))
    assert Campaign.objects.get(year=2028).criteria.count() == 5


def test_its_screens_cost_the_same_whatever_their_size(
    association_client: Any, prepared: Campaign, django_assert_max_num_queries: Any
) -> None:
    section = Section.objects.filter(code="la-commune", questionnaire__campaign=prepared).first()
    assert section.questions.count() > 3
    addresses = [
        reverse(LIST),
        *(campaign_address(prepared, view) for view in ("overview", "preview", "edit")),
        reverse("wagtailsnippets_labels_questionnaire:edit", args=[section.questionnaire_id]),
        reverse("wagtailsnippets_labels_section:edit", args=[section.pk]),
    ]
    for address in addresses:
        association_client.get(address)
        with django_assert_max_num_queries(19):
            association_client.get(address)
    for year in range(1999, 2020):
        CampaignFactory(year=year, is_past=True)
    Section.objects.exclude(code="la-commune").delete()
    for address in addresses:
        with django_assert_max_num_queries(19):
            association_client.get(address)


def test_a_campaign_that_is_open_takes_under_twenty_queries(
    office: Any, opened: Campaign, django_assert_max_num_queries: Any
) -> None:
    address = campaign_address(opened, "overview")
    office.get(address)
    with django_assert_max_num_queries(17):
        page = said(office.get(address))
    assert all(level.name in page for level in opened.levels.all())
    assert all(section.title in page for section in Section.objects.all())


def test_an_old_version_does_not_take_an_open_campaign_back(
    association_client: Any, prepared: Campaign, spring: Any
) -> None:
    """A version says what the campaign was when it was not open yet."""
    revision = prepared.save_revision()
    spring.shift(60)
    open_call(prepared.pk, UserFactory())
    address = reverse("wagtailsnippets_labels_campaign:revisions_revert", args=[prepared.pk, revision.pk])
    assert "son contenu est figé" in said(association_client.get(address, follow=True))
    assert association_client.post(address, {}).status_code == 302
    prepared.refresh_from_db()
    assert prepared.opened_at is not None


def test_what_changed_between_two_openings_is_shown(office: Any, opened: Campaign, spring: Any) -> None:
    address = campaign_address(opened, "overview")
    office.get(address)
    office.post(campaign_address(opened, "withdraw"), {"reason": "Une question manquait."})
    Level.objects.filter(campaign=opened, symbols=1).update(name="Une toute première arobase")
    assert "Une toute première arobase" in said(office.get(address))
    spring.shift(60)
    open_call(opened.pk, UserFactory())
    assert "Une toute première arobase" in said(office.get(address))


def test_the_calendar_is_saved_to_the_second(office: Any, prepared: Campaign) -> None:
    address = campaign_address(prepared)
    sent = fields_of(office, address)
    assert sent["closes_at"] == "2026-11-12T23:59:59"
    response = office.post(address, {**sent, "closes_at": "2026-11-13T23:59"})
    assert response.status_code == 302
    prepared.refresh_from_db()
    assert prepared.closes_at == CLOSES + datetime.timedelta(days=1)
    assert prepared.levels.count() == 6
    assert prepared.revisions.count() == 2


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("closes_at", "2026-03-01T23:59:59", "Avant « ouverture »"),
        ("levels-2-symbols", "1", "Un autre niveau a déjà ce nombre d’arobases."),
        ("levels-2-threshold", "10", "Les seuils grandissent avec les arobases"),
        ("mentions-1-name", "Logiciel libre", "Cette mention est écrite deux fois."),
        ("criteria-1-code", "utilite", "Un autre critère a déjà ce repère."),
        ("rules-0-number", "2", "Cette condition ne compte rien"),
        ("rules-1-number", "", "Dites combien."),
        ("rules-0-kind", "answers", "Cette condition est choisie deux fois."),
    ],
)
def test_what_cannot_be_is_said_by_its_field(office: Any, prepared: Campaign, name: str, value: str, text: str) -> None:
    sent = fields_of(office, campaign_address(prepared))
    assert name in sent or name == "rules-0-number"
    response = office.post(campaign_address(prepared), {**sent, name: value, "introduction": "Tapé."})
    assert response.status_code == 200
    assert text in said(response)
    assert "Tapé." in said(response)
    prepared.refresh_from_db()
    assert prepared.introduction != "Tapé."


def test_a_section_is_edited_with_its_questions_and_their_choices(office: Any, prepared: Campaign) -> None:
    section = Section.objects.filter(code="la-commune").first()
    address = section_address(section)
    sent = fields_of(office, address)
    response = office.post(address, {**sent, "questions-0-text": "Qui s’en occupe ?", "title": "Chez nous"})
    assert response["Location"] == campaign_address(prepared, "overview")
    section.refresh_from_db()
    assert section.title == "Chez nous"
    first = section.questions.first()
    assert (first.text, first.choices.count()) == ("Qui s’en occupe ?", 4)
    assert "s’en occupe" in said(
        office.get(reverse("wagtailsnippets_labels_section:revisions_compare", args=[section.pk, "earliest", "live"]))
    )


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("code", "acces-public", "Une autre rubrique de ce questionnaire a déjà ce repère."),
        ("questions-1-code", "portage", "Une autre question de la rubrique a déjà ce repère."),
        ("questions-0-choices-1-code", "personne", "Une autre réponse de la question a déjà ce repère."),
        ("questions-0-choices-3-share", "90", "Une des réponses doit apporter 100 % des points."),
        ("questions-0-kind", "yes_no", "n’a pas de réponses proposées"),
        ("questions-2-points", "10", "Un texte ne se compte pas"),
    ],
)
def test_what_cannot_be_in_a_section_is_said(office: Any, prepared: Campaign, name: str, value: str, text: str) -> None:
    section = Section.objects.filter(code="la-commune").first()
    sent = fields_of(office, section_address(section))
    assert name in sent
    response = office.post(section_address(section), {**sent, name: value})
    assert response.status_code == 200
    assert text in said(response)


def test_a_questionnaire_and_a_section_are_added_where_they_belong(office: Any, prepared: Campaign) -> None:
    address = f"{reverse('wagtailsnippets_labels_questionnaire:add')}?of={prepared.pk}"
    sent = {**fields_of(office, address), "name": "Métropole", "from_inhabitants": "100000"}
    assert office.post(address, sent).status_code == 302
    questionnaire = prepared.questionnaires.get(name="Métropole")
    assert "déjà un questionnaire de ce nom" in said(office.post(address, sent))
    address = f"{reverse('wagtailsnippets_labels_section:add')}?of={questionnaire.pk}"
    sent = {**fields_of(office, address), "title": "La métropole", "code": "la-commune", "icon": "t-neutre"}
    assert office.post(address, sent).status_code == 302
    assert questionnaire.sections.get().title == "La métropole"


@pytest.mark.parametrize("of", ["", "0", "x"])
def test_nothing_is_added_below_nothing(office: Any, of: str) -> None:
    for name in ("questionnaire", "section"):
        assert office.get(f"{reverse(f'wagtailsnippets_labels_{name}:add')}?of={of}").status_code == 404


def test_bounds_are_in_order(office: Any, prepared: Campaign) -> None:
    town = prepared.questionnaires.get(name="Ville")
    sent = fields_of(office, questionnaire_address(town))
    response = office.post(questionnaire_address(town), {**sent, "below_inhabitants": "10"})
    assert "Donnez un nombre plus grand que le premier." in said(response)


def test_the_call_is_opened_from_the_list_of_what_is_missing(office: Any, prepared: Campaign, spring: None) -> None:
    Question.objects.filter(code="lieux", section__questionnaire__name="Ville").update(full_at=None)
    text = said(office.get(campaign_address(prepared, "overview")))
    assert "Dites à partir de combien tous les points sont acquis." in text
    assert 'aria-disabled="true"' in text
    assert "n’est pas prête" in said(office.post(campaign_address(prepared, "open"), follow=True))
    Question.objects.filter(code="lieux").update(full_at=5)
    assert "est ouvert" in said(office.post(campaign_address(prepared, "open"), follow=True))
    prepared.refresh_from_db()
    assert prepared.is_frozen
    assert "déjà ouvert" in said(office.post(campaign_address(prepared, "open"), follow=True))


def test_what_is_frozen_is_read_and_says_why(office: Any, opened: Campaign) -> None:
    section, town = Section.objects.first(), Questionnaire.objects.first()
    addresses = [
        campaign_address(opened), section_address(section), questionnaire_address(town),
        campaign_address(opened, "delete"), section_address(section, "delete"), questionnaire_address(town, "delete"),
        f"{reverse('wagtailsnippets_labels_questionnaire:add')}?of={opened.pk}",
        f"{reverse('wagtailsnippets_labels_section:add')}?of={town.pk}",
    ]  # fmt: skip
    for address in addresses:
        for verb in (office.get, office.post):
            assert "son contenu est figé" in said(verb(address, follow=True))
    assert Campaign.objects.filter(pk=opened.pk).exists()
    assert "Versions" in said(office.get(campaign_address(opened, "overview")))
    assert office.get(section_address(section, "history")).status_code == 200


def test_an_edition_of_the_past_is_read(office: Any) -> None:
    past = CampaignFactory(year=2007, is_past=True)
    assert "Cette édition est passée" in said(office.get(campaign_address(past, "overview")))
    assert "est passée" in said(office.get(campaign_address(past), follow=True))


def test_a_form_sent_after_the_opening_changes_nothing(office: Any, prepared: Campaign, spring: None) -> None:
    section = Section.objects.first()
    sent = fields_of(office, section_address(section))
    open_call(prepared.pk, UserFactory())
    office.post(section_address(section), {**sent, "title": "Autre"})
    assert Section.objects.get(pk=section.pk).title == section.title


def test_the_call_is_withdrawn_with_a_reason(office: Any, opened: Campaign) -> None:
    assert "Ouverte par erreur" in said(office.get(campaign_address(opened, "overview")))
    assert "Dites pourquoi." in said(office.post(campaign_address(opened, "withdraw"), follow=True))
    office.post(campaign_address(opened, "withdraw"), {"reason": "Trop tôt."})
    opened.refresh_from_db()
    assert opened.opened_at is None


def test_the_call_stays_once_a_dossier_is_begun(office: Any, opened: Campaign) -> None:
    DossierFactory(campaign=opened, questionnaire=opened.questionnaires.first())
    assert "Ouverte par erreur" not in said(office.get(campaign_address(opened, "overview")))
    response = office.post(campaign_address(opened, "withdraw"), {"reason": "Trop tôt."}, follow=True)
    assert "a commencé son dossier" in said(response)


def test_the_calendar_moves_with_a_reason(office: Any, opened: Campaign) -> None:
    address = campaign_address(opened, "move")
    page = office.get(address)
    assert 'name="initial-closes_at"' in said(page)
    assert 'value="2026-11-12T23:59:59"' in said(page)
    before = {
        f"initial-{name}": page.context["form"][name].value()
        for name in page.context["form"].fields
        if name != "reason"
    }
    same = {name.removeprefix("initial-"): value for name, value in before.items()}
    nothing = office.post(address, {**before, **same, "reason": "Essai."})
    assert nothing.status_code == 422
    assert "Rien n’est changé" in said(nothing)
    earlier = office.post(address, {**before, **same, "closes_at": "2026-11-01T23:59:59", "reason": ""})
    assert earlier.status_code == 422
    assert "ne s’avance pas" in said(earlier)
    assert "Dites pourquoi." in said(earlier)
    assert 'value="2026-11-01T23:59:59"' in said(earlier)
    office.post(address, {**before, **same, "closes_at": "2026-11-19T23:59:59", "reason": "La panne."})
    opened.refresh_from_db()
    assert opened.closes_at == CLOSES + datetime.timedelta(days=7)
    assert "La panne." in said(office.get(campaign_address(opened, "overview")))


def test_who_moves_one_date_keeps_what_another_moved_meanwhile(office: Any, opened: Campaign) -> None:
    address = campaign_address(opened, "move")
    form = office.get(address).context["form"]
    names = [name for name in form.fields if name != "reason"]
    sent = {name: form[name].value() for name in names} | {f"initial-{name}": form[name].value() for name in names}
    office.post(address, {**sent, "ceremony_place": "Vannes", "reason": "Plus près."})
    office.post(address, {**sent, "closes_at": "2026-11-19T23:59:59", "reason": "La panne."})
    opened.refresh_from_db()
    assert opened.ceremony_place == "Vannes"


def test_a_call_that_opens_later_is_not_said_to_be_open(office: Any, opened: Campaign) -> None:
    address = campaign_address(opened, "overview")
    with time_machine.travel(OPENS - datetime.timedelta(days=1), tick=False):
        page = said(office.get(address))
    assert "s’ouvre aux collectivités le" in page
    assert "est ouvert depuis" not in page
    with time_machine.travel(OPENS + datetime.timedelta(days=1), tick=False):
        assert "est ouvert depuis" in said(office.get(address))


def test_what_is_added_to_a_campaign_has_no_gender(office: Any, prepared: Campaign) -> None:
    page = said(office.get(campaign_address(prepared, "edit")))
    assert "Ajouter : Niveau" in page
    assert "un(e)" not in page


def test_an_erratum_is_published(office: Any, opened: Campaign) -> None:
    address = campaign_address(opened, "correct")
    assert said(office.get(address)).count("Combien de lieux ouverts") == 1
    assert office.post(address, {"text": ""}).status_code == 422
    question = Question.objects.filter(code="lieux").first()
    values = {"question": question.pk, "text": "Il faut lire : chauffés."}
    office.post(address, {**values, "step": "publier"})
    assert Erratum.objects.get().question == question
    assert "Il faut lire : chauffés." in said(office.get(campaign_address(opened, "overview")))


def test_an_erratum_is_read_over_before_it_is_published(office: Any, opened: Campaign) -> None:
    address = campaign_address(opened, "correct")
    question = Question.objects.filter(code="lieux").first()
    values = {"question": question.pk, "text": "Il faut lire : chauffés."}
    assert "aucun courriel ne part" in said(office.post(address, values))
    for member in MembershipFactory.create_batch(2):
        DossierFactory(campaign=opened, collectivity=member.collectivity)
    DossierFactory(campaign=opened)
    page = said(office.post(address, values))
    assert "Il faut lire : chauffés." in page
    assert question.text in page
    assert "2 équipes ont un dossier" in page
    assert "<textarea" not in page
    assert "Il faut lire : chauffés." in said(office.post(address, {**values, "step": "modifier"}))
    assert not Erratum.objects.exists()


def test_a_campaign_in_preparation_is_neither_moved_nor_rectified(office: Any, prepared: Campaign) -> None:
    for screen in ("move", "correct"):
        assert "corrigez-la directement" in said(office.get(campaign_address(prepared, screen), follow=True))
    office.post(campaign_address(prepared, "correct"), {"text": "Lire autrement.", "step": "publier"})
    assert not Erratum.objects.exists()


def test_the_preview_is_what_a_commune_will_read(office: Any, prepared: Campaign) -> None:
    town = prepared.questionnaires.get(name="Ville")
    address = campaign_address(prepared, "preview")
    text = said(office.get(f"{address}?classe={town.pk}&parcours=short"))
    assert "19 questions" in text
    assert "Imprimer les questions" in text
    assert "<input" not in text.split("<main", 1)[1].split("</main>", 1)[0]


ACTS = ("overview", "preview", "move", "correct", "duplicate", "open", "withdraw", "edit", "delete")


@pytest.mark.parametrize("role", ["anonymous", "nobody", "member"])
def test_nobody_else_comes_in_or_writes(
    role: str, prepared: Campaign, member: Any, client_of: Any, client: Any
) -> None:
    if role != "anonymous":
        client = client_of(member if role == "member" else UserFactory())
    expected = 302 if role == "anonymous" else 403
    for screen in ACTS:
        for verb in ("get", "post"):
            assert getattr(client, verb)(campaign_address(prepared, screen)).status_code == expected
    assert client.post(reverse(ADD)).status_code == expected
    assert Campaign.objects.count() == 1
    prepared.refresh_from_db()
    assert prepared.opened_at is None
