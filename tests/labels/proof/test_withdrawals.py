"""The association takes a label back, and gives it back: written in the journal, told to whoever verifies."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format

from labels.current import FORMER, current_labels, standings
from labels.models import Award, JournalEntry, Withdrawal
from labels.proof import codes
from labels.proof.addresses import printed_address, proof_address
from labels.proof.finding import public_award
from labels.proof.words import award_in_words
from labels.signals import awards_changed
from portal.models import PortalSettings
from portal.typography import french
from tests.factories import MembershipFactory, UserFactory
from tests.labels.factories import AwardFactory
from tests.pages import structured_data, text_of

pytestmark = pytest.mark.django_db
REASON = "Le dossier était celui d’une autre commune."


@pytest.fixture
def public() -> Award:
    """Of 2007."""
    found: Award = AwardFactory()
    return found


def withdraw(client: Client, award: Award, **changed: str) -> Any:
    """By somebody who has read which label that is."""
    sent = {"code": codes.shown(award.code), "reason": REASON, "sure": award.code, **changed}
    return client.post(reverse("withdrawals:add"), sent)


def test_a_label_is_withdrawn_by_its_code_and_the_journal_says_so(
    association_client: Client, association: Any, public: Award, client: Client
) -> None:
    assert withdraw(association_client, public).status_code == 302
    assert public.withdrawal.reason == REASON
    entry = JournalEntry.objects.get(campaign=public.campaign)
    assert (entry.action, entry.by, entry.account) == ("withdraw", "association", association.pk)
    assert REASON in entry.reason
    page = client.get(proof_address(public)).content.decode()
    assert "Ce label a été retiré" in page


def test_the_page_says_its_title_once(association_client: Client) -> None:
    page = association_client.get(reverse("withdrawals:add"))
    assert "<title>Retirer un label - " in page.text
    assert "Retrait de label" not in page.text
    assert page.context["breadcrumbs_items"][-1]["label"] == "Retirer un label"


def test_it_is_not_what_the_commune_has_now_any_more(
    association_client: Client, public: Award, client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    town, heard = public.collectivity, []

    def listen(**_values: Any) -> None:
        heard.append(True)

    awards_changed.connect(listen)
    try:
        assert 'aria-label="Trois arobases sur cinq"' in client.get(town.get_absolute_url()).text
        with django_capture_on_commit_callbacks(execute=True):
            withdraw(association_client, public)
    finally:
        awards_changed.disconnect(listen)
    assert heard
    page = client.get(town.get_absolute_url())
    assert "Pas de label en 2007" in text_of(page)
    assert "Label retiré" in text_of(page)
    assert "hasCertification" not in structured_data(page)["City"]
    assert town.pk not in current_labels()
    assert standings() == {town.pk: FORMER}
    assert public.entity_name in text_of(client.get("/palmares/2007/"))
    with django_capture_on_commit_callbacks(execute=True):
        public.withdrawal.delete()
    assert current_labels()[town.pk].symbols == 3


def test_which_label_it_is_is_read_before_it_is_taken_back(association_client: Client, public: Award) -> None:
    for sure in ("", "7K4XHW2J8F"):
        answer = withdraw(association_client, public, sure=sure)
        assert award_in_words(public) in text_of(answer)
        assert not Withdrawal.objects.exists()
        shown = {name: answer.context["form"][name].value() for name in ("code", "reason", "sure")}
        assert shown == {"code": codes.shown(public.code), "reason": REASON, "sure": public.code}
    assert withdraw(association_client, public).status_code == 302


def test_the_space_says_it(association_client: Client, public: Award, client_of: Any) -> None:
    user = MembershipFactory(collectivity=public.collectivity).user
    withdraw(association_client, public)
    page = text_of(client_of(user).get("/espace/", follow=True))
    assert "L’association a retiré ce label" in page
    assert "textes à reprendre" not in page


def test_it_is_given_back(association_client: Client, public: Award) -> None:
    withdraw(association_client, public)
    address = reverse("withdrawals:delete", args=[public.withdrawal.pk])
    page = text_of(association_client.get(address))
    assert "de nouveau valable" in page
    assert "Rendre ce label" in page
    assert "supprimer" not in page
    assert association_client.post(address).status_code == 302
    assert not Withdrawal.objects.exists()
    assert list(JournalEntry.objects.values_list("action", flat=True)) == ["withdraw", "give_back"]


@pytest.fixture
def team(public: Award) -> Any:
    return MembershipFactory(collectivity=public.collectivity, user__language="fr").user


def test_its_team_is_told_why_since_when_and_where_to_write(
    association_client: Client, public: Award, team: Any, home: Any, mailoutbox: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:  # fmt: skip
    settings = PortalSettings.for_site(home.get_site())
    settings.contact_email = "label@villes-internet.example"
    settings.save()
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(association_client, public)
    [mail] = mailoutbox
    assert mail.to == [team.email]
    assert "label Ville Internet 2007 est retiré" in plain(mail.subject)
    day = plain(french(date_format(timezone.localtime(public.withdrawal.withdrawn_at), "DATE_FORMAT")))
    for said in (f"Le {day}", public.entity_name, "« Trois arobases »", REASON, "label@villes-internet.example",
                 printed_address(public)):  # fmt: skip
        assert said in plain(mail.body), said


def test_and_when_it_is_given_back(
    association_client: Client, public: Award, team: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    withdraw(association_client, public)
    address = reverse("withdrawals:delete", args=[public.withdrawal.pk])
    with django_capture_on_commit_callbacks(execute=True):
        for _time in range(2):
            association_client.post(address)
    [mail] = mailoutbox
    assert mail.to == [team.email]
    assert "vous est rendu" in plain(mail.subject)
    assert printed_address(public) in mail.body


def test_where_there_is_no_team_the_association_is_told_so(association_client: Client, public: Award) -> None:
    answer = association_client.post(
        reverse("withdrawals:add"),
        {"code": codes.shown(public.code), "reason": REASON, "sure": public.code},
        follow=True,
    )
    assert "n’a pas d’équipe ici : prévenez-la" in text_of(answer)
    answer = association_client.post(reverse("withdrawals:delete", args=[public.withdrawal.pk]), follow=True)
    assert "n’a pas d’équipe ici : prévenez-la" in text_of(answer)


def test_nobody_is_told_of_what_was_refused(
    association_client: Client, public: Award, team: Any, mailoutbox: Any, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(association_client, public, reason="")
    assert mailoutbox == []


def plain(text: str) -> str:
    return text.replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("changed", [{"code": "7K4XH-W2J8F"}, {"code": "x"}, {"reason": ""}])
def test_what_is_wrong_is_said_and_withdraws_nothing(
    association_client: Client, public: Award, changed: dict[str, str]
) -> None:
    answer = withdraw(association_client, public, **changed)
    assert answer.status_code == 200
    assert answer.context["form"].errors
    assert not Withdrawal.objects.exists()
    assert not JournalEntry.objects.exists()


def test_a_second_click_withdraws_nothing_more(association_client: Client, public: Award) -> None:
    withdraw(association_client, public)
    assert "déjà retiré" in withdraw(association_client, public).content.decode()
    assert (Withdrawal.objects.count(), JournalEntry.objects.count()) == (1, 1)


def test_who_comes_second_at_once_is_told(
    association_client: Client, public: Award, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Her form was checked before the first one had done."""
    seen = public_award(public.code)
    Withdrawal.objects.create(award=public, reason=REASON)
    monkeypatch.setattr("labels.proof.withdrawals.public_award", lambda _code: seen)
    assert "déjà retiré" in text_of(withdraw(association_client, public))
    assert Withdrawal.objects.count() == 1


def test_a_label_under_embargo_is_not_named(association_client: Client, embargoed: Award) -> None:
    assert "Aucun label publié" in withdraw(association_client, embargoed).content.decode()


@pytest.mark.parametrize("role", ["member", "nobody", "anonymous"])
def test_nobody_else_withdraws_one(role: str, public: Award, member: Any, client_of: Any) -> None:
    client = Client() if role == "anonymous" else client_of(member if role == "member" else UserFactory())
    assert withdraw(client, public).status_code in {302, 403}
    assert not Withdrawal.objects.exists()


def test_nobody_decides_on_the_label_of_her_own_commune(
    association_client: Client, association: Any, public: Award
) -> None:
    team = MembershipFactory(user=association, collectivity=public.collectivity)
    assert "Vous êtes de l’équipe de cette collectivité" in text_of(withdraw(association_client, public))
    assert not Withdrawal.objects.exists()
    team.delete()
    withdraw(association_client, public)
    MembershipFactory(user=association, collectivity=public.collectivity)
    address = reverse("withdrawals:delete", args=[public.withdrawal.pk])
    for answer in (association_client.get(address, follow=True), association_client.post(address, follow=True)):
        assert "Vous êtes de l’équipe de cette collectivité" in text_of(answer)
    assert Withdrawal.objects.exists()


def test_the_list_takes_as_many_queries_whatever_there_is(association_client: Client) -> None:
    found = []
    for number in (1, 7):
        for _number in range(number):
            Withdrawal.objects.create(award=AwardFactory(), reason=REASON)
        association_client.get(reverse("withdrawals:index"))
        with CaptureQueriesContext(connection) as queries:
            assert REASON in association_client.get(reverse("withdrawals:index")).content.decode()
        found.append(len(queries))
    assert found[0] == found[1]
