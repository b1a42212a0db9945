"""A decision: what it says, on what, who was there, and that it is taken once."""

import html
import re
from typing import Any

import pytest

from labels.deliberation import deciding
from labels.deliberation.deciding import Ruling, seen_of
from labels.deliberation.presences import those_present
from labels.deliberation.room import Seat
from labels.enums import Actor, DossierState
from labels.jury.enums import RecusedBy
from labels.jury.recusing import keep_from
from labels.models import Attendance, Decision, JournalEntry, Juror, Presence, Review, Score, SectionOpinion
from labels.scoring.standing import standings
from labels.transitions import NotPossibleError
from tests.factories import UserFactory
from tests.labels.deliberation.conftest import Room, keep
from tests.labels.factories import MentionFactory


def test_a_decision_is_written_with_what_the_room_had_before_it(room: Room, decide: Any) -> None:
    mention = MentionFactory(campaign=room.campaign, name="Logiciel libre")
    answer = decide(room.president.user, symbols=3, mentions=[str(mention.pk)])
    assert answer.status_code == 302
    decision = Decision.objects.get()
    assert (decision.outcome, decision.level.symbols) == (DossierState.LABELLED, 3)
    assert decision.sitting == room.sitting
    assert list(decision.mentions.all()) == [mention]
    assert decision.opinion == "Chaque habitant sait où aller."
    assert (decision.by, decision.account) == (Actor.PRESIDENT, room.president.user.pk)
    assert decision.basis["raw"] == "58.10"
    assert decision.basis["firmness"] is None
    assert decision.basis["level"] == {"symbols": 3, "name": "Trois arobases"}
    assert {one["juror"] for one in decision.basis["marks"]} == {one.pk for one in room.readers}
    assert {one.juror for one in decision.presences.filter(stepped_out=False)} == {
        room.president, *room.readers, room.juror,
    }  # fmt: skip
    assert room.state() == DossierState.LABELLED
    entry = JournalEntry.objects.get(action="label")
    assert (entry.by, entry.account) == (Actor.PRESIDENT, room.president.user.pk)


@pytest.mark.parametrize(
    ("symbols", "outcome"), [(0, DossierState.MENTION), (5, DossierState.LABELLED), (None, DossierState.NOT_LABELLED)]
)
def test_what_is_said_leads_to_its_state(room: Room, decide: Any, symbols: int | None, outcome: str) -> None:
    decide(room.president.user, symbols=symbols)
    assert room.state() == outcome
    assert Decision.objects.get().outcome == outcome


def test_a_mention_stands_beside_a_level(room: Room, decide: Any) -> None:
    """Where nothing is awarded there is no label for it to be on; the rung without arobase is a level."""
    mention = MentionFactory(campaign=room.campaign, name="Logiciel libre")
    answer = decide(room.president.user, symbols=None, mentions=[str(mention.pk)])
    assert answer.status_code == 422
    assert "Une mention accompagne un niveau" in answer.text.replace("\u00a0", " ")
    assert not Decision.objects.exists()
    decide(room.president.user, symbols=0, mentions=[str(mention.pk)])
    assert list(Decision.objects.get().mentions.all()) == [mention]


def test_whoever_writes_it_down_is_held_to_that(room: Room) -> None:
    juror = Juror.objects.with_interests().get(pk=room.president.pk)
    seen = seen_of(standings(room.campaign)[room.dossier.pk], those_present(room.sitting, room.dossier))
    ruling = Ruling(None, "Un avis.", seen, [MentionFactory(campaign=room.campaign)])
    seat = Seat(juror.user, room.campaign, juror, False, room.sitting)
    with pytest.raises(NotPossibleError, match="accompagne un niveau"):
        deciding.decide(seat, room.dossier.pk, ruling)
    assert not Decision.objects.exists()


def test_the_proposed_level_is_chosen_and_said(room: Room, client_of: Any) -> None:
    page = client_of(room.president.user).get(room.address()).text
    assert "Proposé : trois arobases, 58,1." in page.replace("\u00a0", " ")
    assert f'value="{room.level(3).pk}" checked' in page


def test_who_abstains_is_sure_of_no_note(room: Room, client_of: Any) -> None:
    address = room.address()
    assert "assez" in client_of(room.president.user).get(address).text
    Score.objects.update(note=None, abstains=True)
    assert "assez" not in client_of(room.president.user).get(address).text


def test_what_lacks_is_said_and_nothing_is_lost(room: Room, decide: Any) -> None:
    answer = decide(room.president.user, niveau="", avis="")
    assert answer.status_code == 422
    assert "Dites le niveau" in answer.text
    assert "la collectivité a droit à des raisons" in answer.text
    answer = decide(room.president.user, niveau="", avis="Un avis déjà écrit.")
    assert "Un avis déjà écrit." in answer.text
    long = "a" * 4_001
    answer = decide(room.president.user, avis=long)
    assert answer.status_code == 422
    assert long in answer.text
    assert not Decision.objects.exists()


def test_a_draft_is_offered_and_is_no_opinion(room: Room, client_of: Any, decide: Any) -> None:
    client = client_of(room.president.user)
    sent = {"niveau": str(room.level(4).pk), "avis": "Mon début.", "brouillon": "1", f"sortie-{room.juror.pk}": "on"}
    page = client.post(room.address(), sent)
    form = page.context["form"]
    text = form["avis"].value()
    assert text.startswith("[Premier jet")
    assert text.split("\n\n")[1] == "Solide : 61.20.\nSolide : 55.00."
    assert "Accès public\nDes lieux ouverts : 61.20." in text
    assert "Abgrall" not in text
    assert text.endswith("Mon début.")
    assert form["niveau"].value() == str(room.level(4).pk)
    assert form[f"sortie-{room.juror.pk}"].value() == "on"
    assert not form.errors
    answer = decide(room.president.user, avis=text)
    assert answer.status_code == 422
    assert "C’est encore le premier jet" in answer.text
    assert not Decision.objects.exists()


def test_a_draft_says_once_what_several_wrote(room: Room, client_of: Any) -> None:
    Review.objects.update(opinion="Un dossier solide.")
    SectionOpinion.objects.update(text="Des lieux ouverts à tous.")
    page = client_of(room.president.user).post(room.address(), {"avis": "", "brouillon": "1"})
    _mark, *paragraphs = page.context["form"]["avis"].value().split("\n\n")
    assert paragraphs == ["Un dossier solide.", "Accès public\nDes lieux ouverts à tous."]


def test_a_draft_leaves_out_the_texts_that_make_it_too_long(room: Room, client_of: Any) -> None:
    for review, letter in zip(
        Review.objects.filter(assignment__dossier=room.dossier).order_by("assignment_id"), "ab", strict=True
    ):
        Review.objects.filter(pk=review.pk).update(opinion=letter * 3000)
    page = client_of(room.president.user).post(room.address(), {"avis": "", "brouillon": "1"})
    _mark, *paragraphs = page.context["form"]["avis"].value().split("\n\n")
    assert paragraphs == ["a" * 3000, "Accès public\nDes lieux ouverts : 61.20.\nDes lieux ouverts : 55.00."]


def test_who_has_a_link_is_stepped_out_by_the_portal(room: Room, client_of: Any, decide: Any) -> None:
    keep(room, room.juror, room.dossier)
    keep_from(room.dossier, room.readers[0], "Un ami.", UserFactory(association=True))
    page = client_of(room.president.user).get(room.address())
    assert f'name="sortie-{room.juror.pk}"' not in page.text
    decide(room.president.user, **{f"sortie-{room.juror.pk}": ""})
    out = dict(Presence.objects.filter(stepped_out=True).values_list("juror", "reason"))
    assert out == {room.juror.pk: "Lien déclaré", room.readers[0].pk: "Déport"}


def test_who_is_out_is_named_where_the_boxes_fold(room: Room, client_of: Any, decide: Any) -> None:
    def folded(page: Any) -> tuple[bool, str]:
        found = re.search(r"<details class=\"rest\"( open)?>.*?data-out[^>]*>([^<]*)<", page.text, re.DOTALL)
        assert found
        return bool(found[1]), html.unescape(found[2])

    client = client_of(room.president.user)
    assert folded(client.get(room.address())) == (False, "personne")
    keep(room, room.juror, room.dossier)
    assert folded(client.get(room.address())) == (False, str(room.juror))
    [reader, *_others] = room.readers
    left = {f"sortie-{reader.pk}": "on", f"motif-{reader.pk}": "Un ami y est maire."}
    is_open, names = folded(decide(room.president.user, niveau="", **left))
    assert is_open
    assert set(names.split(", ")) == {str(room.juror), str(reader)}


def test_what_is_kept_of_who_was_there_is_in_french(room: Room, client_of: Any) -> None:
    """Whoever writes the decision down in another language, and reads it so."""
    keep(room, room.juror, room.dossier)
    keep_from(room.dossier, room.readers[0], "Un ami.", UserFactory(association=True))
    client = client_of(room.president.user)
    page = client.get(f"/en{room.address()}")
    assert "declared link" in page.text
    # The same page in another language is the same.
    sent = {"niveau": str(room.level(3).pk), "avis": "Un avis.", "vu": page.context["form"]["vu"].value()}
    assert sent["vu"] == client.get(room.address()).context["form"]["vu"].value()
    assert client.post(f"/en{room.address()}", sent).status_code == 302
    out = dict(Presence.objects.filter(stepped_out=True).values_list("juror", "reason"))
    assert out == {room.juror.pk: "Lien déclaré", room.readers[0].pk: "Déport"}


def test_others_step_out_with_a_reason(room: Room, client_of: Any, decide: Any) -> None:
    name = f"sortie-{room.juror.pk}"
    answer = decide(room.president.user, **{name: "on"})
    assert answer.status_code == 422
    assert "Dites pourquoi" in answer.text
    decide(room.president.user, **{name: "on", f"motif-{room.juror.pk}": "Une conversation à Rennes."})
    assert Presence.objects.get(stepped_out=True).reason == "Une conversation à Rennes."
    page = client_of(room.president.user).get(room.address()).text
    assert "Une conversation à Rennes." in page.replace("\u00a0", " ")


def test_who_stepped_out_does_not_write_the_decision(room: Room, decide: Any) -> None:
    out = {f"sortie-{room.president.pk}": "on", f"motif-{room.president.pk}": "Un ami y est maire."}
    answer = decide(room.president.user, **out)
    assert answer.status_code == 422
    assert "Qui est sorti·e n’écrit pas la décision" in answer.text.replace("\u00a0", " ")
    assert not Decision.objects.exists()
    assert decide(UserFactory(association=True), **out).status_code == 302
    assert Presence.objects.get(stepped_out=True).juror == room.president


def test_somebody_is_left_to_decide(room: Room, decide: Any) -> None:
    present = (room.president, *room.readers, room.juror)
    out = {f"sortie-{one.pk}": "on" for one in present} | {f"motif-{one.pk}": "Sortie" for one in present}
    answer = decide(room.president.user, **out)
    assert answer.status_code == 422
    assert "Personne n’est là pour décider" in answer.text.replace("\u00a0", " ")
    Attendance.objects.all().delete()
    assert decide(room.president.user).status_code == 422
    assert not Decision.objects.exists()


def test_the_second_is_told_what_was_decided_meanwhile(room: Room, client_of: Any, decide: Any) -> None:
    client = client_of(room.president.user)
    seen = client.get(room.address()).context["form"]["vu"].value()
    decide(UserFactory(association=True), symbols=4, avis="L’autre avis.")
    sent = {"niveau": str(room.level(3).pk), "avis": "Ce que la présidente avait écrit.", "vu": seen}
    answer = client.post(room.address(), sent)
    assert answer.status_code == 409
    assert "Ce que la présidente avait écrit." in answer.text
    assert "L’autre avis." in answer.text.replace("&#x27;", "’")
    assert "Quatre arobases" in answer.text
    assert Decision.objects.get().level.symbols == 4
    # It waits for who deliberates again.
    client.post(room.address("reprendre/"), {"reason": "Un fait nouveau."})
    assert client.get(room.address()).context["form"]["avis"].value() == "Ce que la présidente avait écrit."


def test_what_changed_meanwhile_is_read_again(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    seen = client.get(room.address()).context["form"]["vu"].value()
    sent = {"niveau": str(room.level(3).pk), "avis": "Un avis.", "vu": seen}
    keep_from(room.dossier, room.readers[0], "Un ami.", None, RecusedBy.JUROR)
    answer = client.post(room.address(), sent)
    assert answer.status_code == 409
    assert "Entre-temps" in answer.text
    assert "Un avis." in answer.text
    assert not Decision.objects.exists()
    sent["vu"] = answer.context["form"]["vu"].value()
    assert client.post(room.address(), sent).status_code == 302
    assert Decision.objects.get().basis["raw"] == "55.00"


def test_nothing_is_decided_out_of_a_sitting(room: Room, client_of: Any) -> None:
    client = client_of(room.president.user)
    seen = client.get(room.address()).context["form"]["vu"].value()
    client.post("/jury/deliberation/seance/lever/", {"seance": str(room.sitting.pk)})
    sent = {"niveau": str(room.level(3).pk), "avis": "Un avis tardif.", "vu": seen}
    answer = client.post(room.address(), sent)
    assert answer.status_code == 409
    assert "ouvrez une séance" in answer.text
    assert "Un avis tardif." in answer.text
    assert not Decision.objects.exists()


def test_it_is_decided_again_with_a_reason(room: Room, client_of: Any, decide: Any) -> None:
    decide(room.president.user, symbols=3)
    client = client_of(room.president.user)
    assert client.post(room.address("reprendre/"), {"reason": " "}).status_code == 422
    assert room.state() == DossierState.LABELLED
    client.post(room.address("reprendre/"), {"reason": "Une pièce avait échappé à tous."})
    assert room.state() == DossierState.DELIBERATION
    decide(room.president.user, symbols=4, avis="Mieux que lu d’abord.")
    assert list(Decision.objects.standing().values_list("level__symbols", flat=True)) == [4]
    page = client.get(room.address("decisions/")).text
    assert "Une pièce avait échappé à tous." in page
    assert "Décision reprise" in page
    assert "Chaque habitant sait où aller." in page
    assert client.post(room.address("reprendre/"), {"reason": "Encore."}).status_code == 302
    assert client.post(room.address("reprendre/"), {"reason": "Deux fois."}).status_code == 302
    assert JournalEntry.objects.filter(action="decide_again").count() == 2


def test_it_goes_on_with_the_next_one(room: Room, decide: Any) -> None:
    answer = decide(room.president.user, suivant="1")
    assert answer.url == room.address("", room.kept)
    answer = decide(room.president.user, room.kept, suivant="1")
    assert answer.url == "/jury/deliberation/dossiers/"
