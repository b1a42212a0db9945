"""The association reads what is submitted: the list, what changed, the decision."""

import json
from datetime import time, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, TaskState, WorkflowState

from collectivities.review.changes import with_edits
from initiatives.models import Keyword, OpeningPeriod
from tests.admin import queries, submit
from tests.factories import (
    ArticlePageFactory,
    CollectivityFactory,
    CollectivityPageFactory,
    CustomImageFactory,
    InitiativePageFactory,
    PublicAccessPageFactory,
    UserFactory,
    theme,
)

pytestmark = pytest.mark.django_db

LIST = "/admin/moderation/"


@pytest.fixture
def published(member: Any) -> Any:
    page = PublicAccessPageFactory(
        parent=member.page, title="Le bus des écrans", themes=[theme()], cost_yearly=2_600, staff_time="Deux heures"
    )
    page.opening_periods = [monday()]
    page.body = [("paragraph", "<p>Il roule.</p><p>Il s’arrête.</p>")]
    page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


@pytest.fixture
def new(member: Any) -> Any:
    page = InitiativePageFactory(parent=member.page, live=False, title="La carte des fontaines", results="<p>Douze</p>")
    return submit(page, member)


def monday() -> OpeningPeriod:
    return OpeningPeriod(sort_order=0, weekday=1, opens=time(9), closes=time(12))


def address(page: Page) -> str:
    return reverse("moderation:review", args=[page.pk])


def decide(client: Client, page: Page, decision: str, comment: str = "", revision: int | None = None) -> Any:
    revision = revision or page.current_workflow_task_state.revision_id
    return client.post(address(page), {"decision": decision, "comment": comment, "revision": revision})


# The list


def test_the_oldest_comes_first_with_its_commune_type_and_author(
    member: Any, new: Any, published: Any, association_client: Client
) -> None:
    submit(published, member, title="Le bus des écrans, tous les jours")
    TaskState.objects.filter(revision__object_id=new.pk).update(started_at=timezone.now() - timedelta(days=3, hours=2))
    content = association_client.get(LIST).content.decode()
    assert content.index("La carte des fontaines") < content.index("Le bus des écrans, tous les jours")
    for words in ("Le Mené (Côtes-d&#x27;Armor)", str(member), "Nouvelle page", "Modification", "3\xa0jours"):
        assert words in content
    assert f'href="{address(new)}"' in content


def test_the_dashboard_leads_there(new: Any, association_client: Client) -> None:
    content = association_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "À relire (1)" in content
    assert f'href="{address(new)}"' in content


def test_nothing_waits(association_client: Client) -> None:
    for url in (LIST, reverse("wagtailadmin_home")):
        assert "Rien n’attend de relecture." in association_client.get(url).content.decode()


def test_the_list_is_filtered_by_region_and_type(new: Any, association_client: Client, association: Any) -> None:
    region = CollectivityFactory(is_region=True, code="76", name="Occitanie")
    elsewhere = CollectivityPageFactory(collectivity__code="12145", collectivity__region=region)
    far = submit(PublicAccessPageFactory(parent=elsewhere, live=False, title="La cybercommune"), association)
    article = submit(ArticlePageFactory(live=False, title="La remise des labels"), association)
    titles = {new: "La carte des fontaines", far: "La cybercommune", article: "La remise des labels"}
    for query, expected in (
        (f"region={region.pk}", {far}),
        (f"region={new.region_id}", {new}),
        (f"content_type={far.content_type_id}", {far}),
        (f"region={new.region_id}&content_type={far.content_type_id}", set()),
    ):
        content = association_client.get(f"{reverse('moderation:index_results')}?{query}").content.decode()
        assert {page for page, title in titles.items() if title in content} == expected, query


def test_the_list_and_the_panel_cost_the_same_for_two_and_for_twelve(member: Any, association_client: Client) -> None:
    urls = [LIST, reverse("wagtailadmin_home")]
    for size in (2, 12):
        while TaskState.objects.count() < size:
            submit(InitiativePageFactory(live=False), member)
        counts = [queries(association_client, url) for url in urls]
        if size == 2:
            few = counts
    assert counts == few


# What changed


def test_what_changed_is_told_field_by_field(member: Any, published: Any, association_client: Client) -> None:
    page = submit(
        published,
        member,
        opening_periods=[monday(), OpeningPeriod(sort_order=1, weekday=2, opens=time(14), closes=time(18))],
        title="Le bus des écrans roule",
        stage="general",
        cost_yearly=4_200,
        staff_time="Deux heures <b>par jour</b>",
        body=[("paragraph", "<p>Il roule.</p><p>Il repart.</p>")],
    )
    content = association_client.get(address(page)).content.decode()
    for words in (
        'Le bus des écrans<ins class="addition"> roule</ins>',
        '<del class="deletion">En service</del><ins class="addition">Généralisée</ins>',
        '<del class="deletion">2\u00a0600</del> <ins class="addition">4\u00a0200</ins>',
        '<ins class="addition"> &lt;b&gt;par jour&lt;/b&gt;</ins>',
        "Mardi",
    ):
        assert words in content, words
    assert "Coût la première année" not in content
    assert "Accès public" not in content
    assert "autres champs ne changent pas" in content


def test_what_the_editor_does_by_itself_is_no_change(member: Any, published: Any, association_client: Client) -> None:
    """It names the blocks and paragraphs it saves, and sends what was chosen in another order."""
    for name in ("sig", "bus"):
        published.keywords.add(name)
    published.results = "<p>Douze lignes.</p>"
    published.save_revision().publish()
    text = '<p data-block-key="a1b2c">Il roule.</p><p data-block-key="d3e4f">Il s’arrête.</p>'
    page = submit(
        type(published).objects.get(pk=published.pk),
        member,
        title="Le bus des écrans roule",
        results='<p data-block-key="x9y8z">Douze lignes.</p>',
        keywords=list(reversed(Keyword.objects.filter(name__in=["sig", "bus"]).order_by("name"))),
        body=json.dumps([{"type": "paragraph", "value": text, "id": "0b0e2f0a-0000-4000-8000-000000000000"}]),
    )
    content = association_client.get(address(page)).content.decode()
    assert ">Titre</h3>" in content
    assert not [label for label in ("Récit", "Résultats", "Mots-clés") if f">{label}</h3>" in content]


def test_a_link_that_leads_elsewhere_is_told(member: Any, published: Any, association_client: Client) -> None:
    published.results = '<p>Voir <a href="https://mairie.example/">le bilan</a>.</p>'
    published.save_revision().publish()
    results = '<p>Voir <a href="https://autre.example/">le bilan</a>.</p>'
    page = submit(type(published).objects.get(pk=published.pk), member, results=results)
    content = association_client.get(address(page)).content.decode()
    assert "Les mots sont les mêmes : la mise en forme, un lien ou une image changent." in content


def test_a_new_page_is_shown_whole(new: Any, association_client: Client) -> None:
    content = association_client.get(address(new)).content.decode()
    assert "Le texte proposé" in content
    assert "Un ancien bus scolaire" in content
    assert "Douze" in content
    assert "Moyens humains" not in content
    assert 'class="addition"' not in content


def test_an_image_without_its_text_is_told(member: Any, association_client: Client) -> None:
    page = InitiativePageFactory(parent=member.page, live=False, image=CustomImageFactory(), image_alt=" ")
    page.body = [("image", {"image": CustomImageFactory(), "decorative": False, "alt_text": ""})]
    submit(page, member)

    content = association_client.get(address(page)).content.decode()
    assert "Une image n’est pas décrite pour les personnes qui ne la voient pas : Le récit, Photo." in content


def test_a_described_or_decorative_image_is_passed_over(member: Any, association_client: Client) -> None:
    page = InitiativePageFactory(parent=member.page, live=False, image=CustomImageFactory(), image_alt="Un bus")
    page.body = [("image", {"image": CustomImageFactory(), "decorative": True, "alt_text": ""})]
    submit(page, member)

    assert "n’est pas décrite" not in association_client.get(address(page)).content.decode()


def test_edits_are_elements_that_say_so() -> None:
    html = '<div class="comparison__child-object deletion">Il roule</div><span class="addition">a &lt;b&gt;</span>'
    assert with_edits(html) == (
        '<div class="comparison__child-object deletion"><p class="edit edit--deletion">Supprimé</p>Il roule</div>'
        '<ins class="addition">a &lt;b&gt;</ins>'
    )


# The decision


def test_approving_publishes_and_tells_the_commune(
    new: Any, member: Any, association_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        answer = decide(association_client, new, "approve", "Merci pour les coûts.")
    assert answer.headers["Location"] == LIST
    assert Page.objects.get(pk=new.pk).live
    assert WorkflowState.objects.get(object_id=new.pk).status == WorkflowState.STATUS_APPROVED
    assert [message.to for message in mail.outbox] == [[member.email]]
    assert "Merci pour les coûts." in mail.outbox[0].body
    assert "est en ligne" in association_client.get(LIST).content.decode()


def test_asking_for_changes_gives_it_back_with_the_message(
    new: Any, member: Any, association_client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        decide(association_client, new, "reject", "Comptez les fontaines.")
    state = WorkflowState.objects.get(object_id=new.pk)
    assert state.status == WorkflowState.STATUS_NEEDS_CHANGES
    assert not Page.objects.get(pk=new.pk).live
    assert "Comptez les fontaines." in mail.outbox[0].body
    state.resume(member)
    assert "Comptez les fontaines." in association_client.get(address(new)).content.decode()


def test_what_is_asked_stands_above_the_form_until_it_is_submitted_again(
    new: Any, member: Any, member_client: Client, association_client: Client
) -> None:
    edit = reverse("wagtailadmin_pages:edit", args=[new.pk])
    assert "L’association demande une reprise" not in member_client.get(edit).content.decode()

    decide(association_client, new, "reject", "Comptez les <b>fontaines</b>.")
    content = member_client.get(edit).content.decode()
    assert "L’association demande une reprise" in content
    assert "Comptez les &lt;b&gt;fontaines&lt;/b&gt;." in content

    WorkflowState.objects.get(object_id=new.pk).resume(member)
    assert "L’association demande une reprise" not in member_client.get(edit).content.decode()


def test_asking_for_changes_says_which(new: Any, association_client: Client) -> None:
    answer = decide(association_client, new, "reject", "   ")
    assert "Écrivez ce qui est à reprendre" in answer.content.decode()
    assert new.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


def test_a_version_nobody_read_is_not_approved(new: Any, association: Any, association_client: Client) -> None:
    read = new.current_workflow_task_state.revision_id
    new.title = "La carte des fontaines, et des puits"
    new.save_revision(user=association)
    TaskState.objects.filter(revision=read).update(revision=new.latest_revision)
    answer = decide(association_client, new, "approve", "C’est très bien.", revision=read)
    content = answer.content.decode()
    assert "La page a changé depuis que vous l’avez ouverte" in content
    assert "C’est très bien." in content
    assert "et des puits" in content
    assert not Page.objects.get(pk=new.pk).live


@pytest.mark.parametrize("decision", ["", "delete", "cancel"])
def test_another_action_is_none(decision: str, new: Any, association_client: Client) -> None:
    assert decide(association_client, new, decision).status_code == 200
    assert new.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


def test_what_was_decided_meanwhile_is_said(new: Any, association_client: Client) -> None:
    decide(association_client, new, "approve")
    for answer in (association_client.get(address(new)), association_client.post(address(new))):
        assert answer.headers["Location"] == LIST
    assert "n’attend plus de relecture" in association_client.get(LIST).content.decode()


def test_a_page_that_does_not_exist(association_client: Client) -> None:
    assert association_client.get(f"{LIST}999999/").status_code == 404


@pytest.mark.parametrize("who", ["anonymous", "juror", "author", "other"])
def test_nobody_else_reads_or_decides(who: str, new: Any, member: Any, other_member: Any, client_of: Any) -> None:
    users = {"juror": UserFactory, "author": lambda: member, "other": lambda: other_member}
    client = client_of(users[who]()) if who in users else Client()
    expected = 302 if who == "anonymous" else 403
    for url in (LIST, reverse("moderation:index_results"), address(new)):
        assert client.get(url).status_code == expected
    for decision in ("approve", "reject"):
        assert decide(client, new, decision, "Parce que.").status_code == expected
    assert not Page.objects.get(pk=new.pk).live
    assert new.current_workflow_task_state.status == TaskState.STATUS_IN_PROGRESS


def test_a_member_is_not_told_what_waits_elsewhere(new: Any, other_member_client: Client) -> None:
    content = other_member_client.get(reverse("wagtailadmin_home")).content.decode()
    assert "À relire" not in content
    assert new.title not in content
