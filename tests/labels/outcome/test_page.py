"""What a candidate reads once the palmarès is public."""

import re
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from collectivities.models import Collectivity
from labels.enums import Actor, DossierState
from labels.models import Award, Decision, Dossier, JournalEntry, Rectification, Withdrawal
from labels.outcome.access import published_dossier
from labels.outcome.printing import data_of
from labels.outcome.reading import outcome_of
from labels.workflow import PUBLISH, REFUSE
from tests.factories import CollectivityFactory, CollectivityPageFactory, InitiativePageFactory
from tests.labels.documents.broken import assert_said, break_compiler
from tests.labels.factories import CLOSES, JurorFactory, MentionFactory
from tests.labels.outcome.conftest import FEEDBACK, HOME, OUTCOME, PDF
from tests.labels.outcome.world import (
    EMBARGO,
    SECOND,
    Edition,
    all_of,
    answer,
    award_of,
    decided,
    prove,
    reading,
)
from tests.pages import text_of

pytestmark = pytest.mark.django_db
SPACE = "/espace/communes/22046/"


def words(response: Any) -> str:
    assert response.status_code == 200
    return re.sub(r"\s+", " ", text_of(response))


@pytest.mark.parametrize("address", [OUTCOME, PDF, FEEDBACK, f"{HOME}recours/"])
def test_it_is_there_from_the_second_of_the_ceremony(
    dossier: Dossier, member: Any, client_of: Any, clock: Any, address: str
) -> None:
    clock.move_to(EMBARGO - SECOND)
    assert client_of(member).get(address).status_code == 404
    clock.move_to(EMBARGO)
    assert client_of(member).get(address).status_code == 200


@pytest.mark.parametrize("address", [HOME, SPACE, "/espace/communes/22046/dossier/"])
def test_until_then_nothing_leads_to_it_and_all_pages_are_as_without_a_decision(
    dossier: Dossier, member: Any, client_of: Any, clock: Any, address: str
) -> None:
    token = re.compile(r'(name="csrfmiddlewaretoken" value="|nonce=")[^"]+')
    clock.move_to(EMBARGO - SECOND)
    told = token.sub("", client_of(member).get(address).text)
    assert "avis-du-jury" not in told
    Award.objects.all().delete()
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.DELIBERATION)
    assert token.sub("", client_of(member).get(address).text) == told
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.LABELLED)
    clock.move_to(EMBARGO)
    assert "avis-du-jury" in client_of(member).get(address).text


def test_the_whole_team_reads_it_and_nobody_else(
    dossier: Dossier, member: Any, colleague: Any, other_member: Any, association: Any, superuser: Any, client_of: Any
) -> None:
    reader = dossier.assignments.first().juror.user
    president = JurorFactory(campaign=dossier.campaign, is_president=True).user
    for address in (OUTCOME, PDF, FEEDBACK):
        for user in (member, colleague):
            assert client_of(user).get(address).status_code == 200
        for user in (other_member, association, superuser, reader, president):
            assert client_of(user).get(address).status_code == 404
        assert Client().get(address).headers["Location"].startswith("/connexion/")


def test_it_says_what_was_decided_and_why(dossier: Dossier, member: Any, client_of: Any) -> None:
    page = words(client_of(member).get(OUTCOME))
    for said in (
        "Trois arobases", "chaque habitant sait où il est", "Il reste à ouvrir les données du budget.",
        "Un dossier solide.", "Bien raconté.", "Zone blanche comblée.", "Accueil tenu.", "Trop peu de dossiers",
    ):  # fmt: skip
        assert said in page, said


def test_readers_are_not_named_and_no_note_is_told(dossier: Dossier, member: Any, client_of: Any) -> None:
    page = client_of(member).get(OUTCOME).text
    for assignment in dossier.assignments.select_related("juror__user"):
        for name in (assignment.juror.user.last_name, assignment.juror.user.email):
            assert name not in page
    main = page.split("<main")[1]
    assert not re.search(r"\b[0-5](,\d+)? ?(sur|/) ?5\b", main)
    assert "Partage" not in main


def test_one_whose_reader_stepped_aside_says_nothing(dossier: Dossier, member: Any, client_of: Any) -> None:
    dossier.assignments.filter(review__opinion="Bien raconté.").update(
        state="recused", recused_at=CLOSES, recused_by="juror", reason="Un lien."
    )
    page = words(client_of(member).get(OUTCOME))
    assert "Bien raconté." not in page
    assert "Accueil tenu." not in page
    assert "Un dossier solide." in page


def test_criteria_are_placed_among_the_class(dossier: Dossier, member: Any, year: Edition, client_of: Any) -> None:
    for _one in range(5):
        other = decided(year, CollectivityFactory())
        reading(other, all_of(year, help=1, answers=4, shared=3))
    page = words(client_of(member).get(OUTCOME)).split('id="criteres"')[1].split("</section>")[0]
    assert page.index("Accueil") < page.index("Au-dessus") < page.index("Réponse") < page.index("En dessous")
    assert "Partage" not in page


def test_what_inhabitants_are_told_is_said_and_is_not_what_should_grow(
    dossier: Dossier, member: Any, year: Edition, client_of: Any
) -> None:
    """Even below all the others of the class."""
    for _one in range(5):
        reading(decided(year, CollectivityFactory()), all_of(year, help=5, answers=5))
    page = words(client_of(member).get(OUTCOME))
    rows = page.split('id="criteres"')[1].split("</section>")[0].split("<li>")[1:]
    assert all("Dit aux habitants" in row for row in rows)
    assert "En dessous" in rows[1]
    assert "voudrait voir grandir" not in page
    Award.objects.filter(dossier=dossier).delete()
    page = words(client_of(member).get(OUTCOME))
    assert "Dit aux habitants" not in page
    assert "Réponse" in page.split("voudrait voir grandir")[1]


def test_steps_come_with_the_communes_one_arobase_above_of_the_same_size(
    dossier: Dossier, member: Any, year: Edition, client_of: Any
) -> None:
    answer(dossier, year.places, "mairie")
    answer(dossier, year.ideas, number=1)
    for code, name, population, symbols in (
        ("29001", "Loin", 60_000, 4), ("29002", "Arzon", 3_100, 4), ("29003", "Belz", 3_000, 4),
        ("29004", "Crozon", 3_300, 4), ("29005", "Cinq", 3_200, 5), ("29006", "Trois", 3_200, 3),
    ):  # fmt: skip
        page = CollectivityPageFactory(collectivity__code=code, collectivity__name=name)
        page.collectivity.population = population
        page.collectivity.save()
        own = decided(year, page.collectivity, symbols)
        prove(year, own, InitiativePageFactory(parent=page, title=f"La lanterne de {name}"))
    hidden = award_of(Dossier.objects.get(collectivity__code="29003"))
    response = client_of(member).get(OUTCOME)
    page = words(response)
    examples = page.split('id="exemples"')[1].split("</section>")[0]
    assert [name for name in ("Loin", "Arzon", "Belz", "Crozon", "Cinq", "Trois") if name in examples] == [
        "Arzon", "Belz", "Crozon",
    ]  # fmt: skip
    steps = page.split('id="pistes"')[1].split("</section>")[0]
    assert "Par un service dédié, avec une réponse publique" in steps
    assert steps.count("La lanterne de Belz") == 1
    assert "Les habitants proposent-ils" not in steps
    Withdrawal.objects.create(award=hidden, reason="Le service a fermé.")
    examples = words(client_of(member).get(OUTCOME)).split('id="exemples"')[1].split("</section>")[0]
    assert "Belz" not in examples
    assert "Loin" in examples


@pytest.mark.parametrize(
    ("own", "other", "said"),
    [
        (2_518, 5_036, "de votre taille"),
        (2_518, 1_259, "de votre taille"),
        (2_518, 613, "dans votre classe"),
        (None, 613, "dans votre classe"),
        (2_518, None, "dans votre classe"),
    ],
)
def test_of_its_size_is_said_of_those_of_about_as_many_inhabitants(
    dossier: Dossier, member: Any, year: Edition, client_of: Any, own: int | None, other: int | None, said: str
) -> None:
    Collectivity.objects.filter(pk=dossier.collectivity_id).update(population=own)
    decided(year, CollectivityFactory(population=other), 4)
    assert f"Une marche plus haut, {said}" in words(client_of(member).get(OUTCOME))


def test_one_that_is_not_labelled_is_helped(year: Edition, member: Any, client_of: Any) -> None:
    decided(year, member.membership.collectivity, None)
    decided(year, CollectivityFactory(name="Arzon"), 1)
    decided(year, CollectivityFactory(name="Belz"), 2)
    page = words(client_of(member).get(OUTCOME))
    assert "Votre collectivité n’est pas labellisée cette année" in page
    assert "vos réponses se reconduisent" in page
    assert "Arzon" in page
    assert "Belz" not in page


def test_one_that_was_not_admitted_reads_why(year: Edition, member: Any, client_of: Any) -> None:
    from tests.labels.factories import DossierFactory

    dossier = DossierFactory(
        campaign=year.campaign, questionnaire=year.questionnaire, collectivity=member.membership.collectivity,
        is_inadmissible=True,
    )  # fmt: skip
    JournalEntry.objects.create(
        campaign=year.campaign, dossier=dossier, action=REFUSE.name, source="deposited", target="inadmissible",
        by=Actor.ASSOCIATION, reason="Aucune initiative n’est publiée.", at=CLOSES,
    )  # fmt: skip
    page = words(client_of(member).get(OUTCOME))
    assert "Votre dossier n’a pas été déclaré recevable" in page
    assert "Aucune initiative n’est publiée." in page
    assert client_of(member).get(PDF).status_code == 200


def test_a_draft_has_nothing_to_read(dossier: Dossier, member: Any, client_of: Any) -> None:
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.DRAFT)
    for address in (OUTCOME, PDF, FEEDBACK):
        assert client_of(member).get(address).status_code == 404


def test_one_that_was_decided_elsewhere_leads_nowhere(dossier: Dossier, member: Any, client_of: Any) -> None:
    """An edition that was loaded has dossiers without a decision."""
    from labels import append_only

    with append_only.exposed():
        Decision.objects.all().delete()
    Dossier.objects.filter(pk=dossier.pk).update(state=DossierState.PUBLISHED)
    assert client_of(member).get(OUTCOME).status_code == 404
    for address in (SPACE, HOME):
        assert "avis-du-jury" not in client_of(member).get(address).text


def test_mentions_and_a_label_that_was_put_right_are_said(
    year: Edition, dossier: Dossier, member: Any, client_of: Any
) -> None:
    mention = MentionFactory(campaign=year.campaign, name="Logiciel libre")
    Decision.objects.get().mentions.add(mention)
    award = award_of(dossier)
    after = year.campaign.levels.get(symbols=4)
    Rectification.objects.create(award=award, before=award.level, after=after, reason="Une preuve n’était pas lue.")
    Award.objects.filter(pk=award.pk).update(level=after)
    page = words(client_of(member).get(OUTCOME))
    for said in ("Quatre arobases", "Mention Logiciel libre", "Label rectifié", "Une preuve n’était pas lue."):
        assert said in page
    assert "Les habitants lisent" not in page


def test_the_space_says_so_until_the_candidate_answered_or_the_appeals_end(
    dossier: Dossier, member: Any, client_of: Any, post: Any, clock: Any
) -> None:
    todo = "Lire l’avis motivé du jury"
    assert todo in words(client_of(member).get(SPACE))
    clock.move_to(dossier.campaign.appeals_until + SECOND)
    page = client_of(member).get(SPACE)
    assert todo not in words(page)
    assert OUTCOME in page.text


def test_the_mail_of_the_palmares_leads_to_it(dossier: Dossier) -> None:
    from labels.mails import moved_context

    assert str(moved_context(dossier, PUBLISH, "", None)["link"]).endswith(OUTCOME)


def test_the_opinion_is_a_document(dossier: Dossier, member: Any, client_of: Any) -> None:
    response = client_of(member).get(PDF)
    assert response.content.startswith(b"%PDF")
    assert response.headers["Content-Disposition"] == 'attachment; filename="avis-motive-2027.pdf"'
    assert "no-store" in response.headers["Cache-Control"]


def test_one_that_cannot_be_made_is_told(
    dossier: Dossier, member: Any, client_of: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    break_compiler(monkeypatch)
    assert_said(client_of(member).get(PDF))


def test_few_queries_however_much_was_said(dossier: Dossier, member: Any, year: Edition, client_of: Any) -> None:
    def counted(address: str) -> int:
        client = client_of(member)
        client.get(address)
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    addresses = (OUTCOME, SPACE, HOME)
    few = [counted(address) for address in addresses]
    for place in range(6):
        other = decided(year, CollectivityPageFactory().collectivity, 4)
        reading(other, all_of(year, help=place % 6, answers=4, shared=3), "Un avis.", {year.voice: "Bien."})
        prove(year, other, InitiativePageFactory())
    reading(dossier, all_of(year, help=3, answers=3, shared=3), "Un autre avis.", {year.voice: "Mieux."})
    many = [counted(address) for address in addresses]
    # Examples, and their initiatives, are read where there are some.
    assert many[1:] == few[1:]
    assert many[0] <= few[0] + 2
    assert max(many) <= 20
    # Two of these are for the kit of the label.
    assert many[1] <= 17


def test_a_label_that_was_taken_back_says_so_and_why(dossier: Dossier, member: Any, client_of: Any) -> None:
    Withdrawal.objects.create(award=award_of(dossier), reason="Le service a fermé.")
    page = words(client_of(member).get(OUTCOME))
    assert "L’association a retiré ce label le" in page
    assert f"Label Ville Internet {dossier.campaign}, retiré" in page
    assert "Les habitants lisent" not in page
    assert "Le service a fermé." in page
    told = outcome_of(published_dossier(member.membership, dossier.campaign.year))
    assert told is not None
    assert "Label retiré" in dict(data_of(told)["facts"])
