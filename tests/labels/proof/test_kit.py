"""The kit: who takes it, and what is in it."""

import hashlib
import io
import json
import re
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from labels.models import Award, KitText, LabelKit, Withdrawal
from labels.proof import codes
from labels.proof.addresses import badge_address, printed_address
from labels.proof.gaps import filled, unknown_gaps
from labels.proof.kit import embed_code, set_up_kit, texts_for
from labels.proof.signing import is_genuine
from tests.factories import MembershipFactory, UserFactory
from tests.labels.documents.broken import assert_said, break_compiler
from tests.labels.factories import AwardFactory, CampaignFactory, MentionFactory
from tests.labels.proof.conftest import AFTER

pytestmark = pytest.mark.django_db
KIT = "/espace/communes/22046/label/"
FILES = ("panneau.pdf", "panneau.svg", "attestation.pdf", "attestation.json")
MILLIMETRE = 72 / 25.4


def text_of(answer: Any) -> str:
    return answer.content.decode().replace("\u00a0", " ")


@pytest.fixture
def client(award: Award, member: Any, client_of: Any) -> Client:
    """Of the référent, on the day after."""
    signed_in: Client = client_of(member)
    return signed_in


@pytest.mark.parametrize("role", ["anonymous", "nobody", "foreign", "association", "superuser", "contributor"])
@pytest.mark.parametrize("file", ["", *FILES])
def test_only_its_members_take_it(
    role: str, file: str, award: Award, member: Any, other_member: Any, association: Any, superuser: Any, client_of: Any
) -> None:
    contributor = MembershipFactory(collectivity=award.collectivity, role="contributor").user
    users = {
        "nobody": UserFactory(), "foreign": other_member, "association": association, "superuser": superuser,
        "contributor": contributor,
    }  # fmt: skip
    client = client_of(users[role]) if role in users else Client()
    answer = client.get(f"{KIT}{award.pk}/{file}" if file else KIT)
    expected = {"anonymous": 302, "contributor": 200}
    assert answer.status_code == expected.get(role, 404)


@pytest.mark.parametrize("file", FILES)
def test_the_files_of_another_commune_are_out_of_reach(
    file: str, award: Award, other_member: Any, client_of: Any
) -> None:
    AwardFactory(collectivity=other_member.membership.collectivity)
    assert client_of(other_member).get(f"/espace/communes/56083/label/{award.pk}/{file}").status_code == 404


def test_its_image_is_taken_from_the_kit(client: Client, award: Award) -> None:
    link = re.search(rf'href="/partage/label/{award.pk}/\w+\.png" download="([^"]*)"', text_of(client.get(KIT)))
    assert link
    assert link[1] == "image-ville-internet-2027-22046.png"


def test_a_commune_without_label_has_no_kit(award: Award, other_member: Any, client_of: Any) -> None:
    client = client_of(other_member)
    assert client.get("/espace/communes/56083/label/").status_code == 404
    assert "Kit du label" not in text_of(client.get("/espace/communes/56083/"))


def test_the_first_page_of_the_space_leads_to_it(client: Client) -> None:
    assert f'href="{KIT}"' in text_of(client.get("/espace/communes/22046/"))


def test_the_kit_shows_the_badge_its_code_and_the_texts(client: Client, award: Award) -> None:
    award.mentions.add(MentionFactory(campaign=award.campaign, name="logiciel libre"))
    page = text_of(client.get(KIT))
    for said in (
        badge_address(award), "&lt;a href=", codes.shown(award.code), "800 × 250 mm", "Mention : logiciel libre.",
        "Le Mené, Ville Internet 2027 : quatre arobases", "Projet de délibération",
    ):  # fmt: skip
        assert said in page, said
    assert not re.search(r"\{\w+\}", page)


@pytest.mark.parametrize(("symbols", "said"), [(0, "une mention"), (1, "une arobase"), (4, "quatre arobases")])
def test_the_texts_are_sentences_at_every_level(award: Award, symbols: int, said: str) -> None:
    given = AwardFactory(collectivity=award.collectivity, symbols=symbols)
    texts = " ".join(one.text for one in texts_for(given, LabelKit.objects.get()))
    for sentence in (f"le jury nous attribue {said}.", f"reçoit {said} au label", f"a attribué {said} à"):
        assert sentence in texts


def test_the_code_to_embed_tracks_nobody(award: Award) -> None:
    assert re.sub(r'width="\d+"', 'width="x"', embed_code(award)) == (
        f'<a href="{printed_address(award)}"><img src="http://testserver{badge_address(award)}" alt="Le Mené, label '
        'Ville Internet 2027, quatre arobases : vérifier ce label" width="x" height="120"></a>'
    )
    hostile = AwardFactory(entity_name='"><script>', symbols=1)
    assert "<script>" not in embed_code(hostile)


def test_the_sign_has_its_real_size_its_bleed_and_no_font_in_its_words(client: Client, award: Award) -> None:
    LabelKit.objects.update(sign_width=600, sign_height=200, sign_bleed=4)
    answer = client.get(f"{KIT}{award.pk}/panneau.pdf")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="panneau-ville-internet-2027-22046.pdf"'
    page = PdfReader(io.BytesIO(answer.content)).pages[0]
    assert float(page.trimbox.width) / MILLIMETRE == pytest.approx(600, abs=0.01)
    assert float(page.trimbox.height) / MILLIMETRE == pytest.approx(200, abs=0.01)
    assert float(page.bleedbox.width) / MILLIMETRE == pytest.approx(608, abs=0.01)
    notes = page.extract_text().replace("\n", " ").replace("\u00a0", " ")
    assert "600 × 200 mm, fond perdu 4 mm" in notes
    assert "Ville Internet" not in notes
    svg = text_of(client.get(f"{KIT}{award.pk}/panneau.svg"))
    assert 'width="608mm" height="208mm" viewBox="-4 -4 608 208"' in svg
    assert "<text" not in svg


@pytest.mark.parametrize("symbols", [0, 1, 5])
@pytest.mark.parametrize(("wide", "high"), [(500, 250), (1_200, 200)])
def test_every_level_is_drawn_within_the_sign(client: Client, award: Award, symbols: int, wide: int, high: int) -> None:
    LabelKit.objects.update(sign_width=wide, sign_height=high)
    with time_machine.travel(AFTER, tick=False):
        other = AwardFactory(
            collectivity=award.collectivity, campaign=CampaignFactory(is_past=True, year=2020), symbols=symbols
        )
    svg = text_of(client.get(f"{KIT}{other.pk}/panneau.svg"))
    assert svg.count("<circle") == symbols
    lefts = [float(x) for x in re.findall(r"translate\(([\d.]+) ", svg)]
    assert max(lefts) < wide - high * 0.5


@pytest.mark.parametrize("file", ["panneau.pdf", "attestation.pdf", "attestation.json"])
def test_what_cannot_be_made_is_told(file: str, client: Client, award: Award, monkeypatch: pytest.MonkeyPatch) -> None:
    break_compiler(monkeypatch)
    assert_said(client.get(f"{KIT}{award.pk}/{file}"))


def test_the_certificate_is_accessible_and_says_what_was_given(client: Client, award: Award) -> None:
    answer = client.get(f"{KIT}{award.pk}/attestation.pdf")
    reader = PdfReader(io.BytesIO(answer.content))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"].startswith("fr")
    assert reader.metadata.title == "Attestation : Le Mené, label Ville Internet 2027, quatre arobases"
    text = re.sub(r"\s+", " ", reader.pages[0].extract_text())
    for said in ("Attestation de labellisation", "Le Mené (22046)", "quatre arobases", codes.shown(award.code),
                 printed_address(award), "Signature Ed25519", "did:web:testserver#2026"):  # fmt: skip
        assert said in text, said
    assert len(reader.pages) == 1


def test_its_detached_signature_is_of_these_very_bytes(client: Client, award: Award) -> None:
    content = client.get(f"{KIT}{award.pk}/attestation.pdf").content
    signature = json.loads(client.get(f"{KIT}{award.pk}/attestation.json").content)
    assert signature["sha256"] == hashlib.sha256(content).hexdigest()
    assert signature["file"] == "attestation-ville-internet-2027-22046.pdf"
    assert is_genuine(signature)
    assert not is_genuine(signature | {"sha256": "0" * 64})


@pytest.mark.parametrize("file", FILES)
def test_a_label_that_was_withdrawn_has_no_files(client: Client, award: Award, file: str) -> None:
    Withdrawal.objects.create(award=award, reason="Erreur sur la commune.")
    assert client.get(f"{KIT}{award.pk}/{file}").status_code == 404
    assert f'href="{KIT}"' in text_of(client.get("/espace/communes/22046/"))
    page = text_of(client.get(KIT))
    assert "Erreur sur la commune." in page
    assert "panneau.pdf" not in page


def test_the_label_of_a_commune_that_was_merged_is_not_its_own_to_show(client: Client, award: Award) -> None:
    merged = AwardFactory(collectivity=award.collectivity, entity_code="22099", entity_name="Langourla")
    assert "Langourla" not in text_of(client.get(KIT))
    assert client.get(f"{KIT}{merged.pk}/panneau.pdf").status_code == 404


@pytest.mark.parametrize("others", [0, 12])
def test_the_kit_takes_as_many_queries_whatever_there_is(client: Client, award: Award, others: int) -> None:
    for year in range(2000, 2000 + others):
        AwardFactory(collectivity=award.collectivity, campaign=CampaignFactory(is_past=True, year=year), symbols=2)
    client.get(KIT)
    with CaptureQueriesContext(connection) as queries:
        assert client.get(KIT).status_code == 200
    assert len(queries) == 11


def test_a_new_portal_has_texts_and_what_the_association_wrote_stays() -> None:
    titles = list(KitText.objects.values_list("title", flat=True))
    assert len(titles) == 4
    KitText.objects.all().delete()
    set_up_kit()
    assert not KitText.objects.exists()
    for text in KitText.objects.all():
        text.full_clean()


def test_a_gap_that_nothing_fills_is_refused() -> None:
    assert unknown_gaps("{commune} {maire} { niveau }") == ["maire"]
    assert filled("{commune}, {maire}", {"commune": "Le Mené"}) == "Le Mené, {maire}"
    with pytest.raises(ValidationError, match="Rien ne remplit {maire}"):
        KitText(kit=LabelKit.objects.get(), title="x", text="{maire}").full_clean()


def test_the_association_changes_the_kit_and_nobody_else(association_client: Client, member_client: Client) -> None:
    address = reverse("wagtailsettings:edit", args=["labels", "labelkit", LabelKit.objects.get().pk])
    assert association_client.get(address).status_code == 200
    assert member_client.get(address).status_code in {302, 403}


def test_what_is_pasted_is_french_for_who_reads_the_space_in_english(award: Award) -> None:
    french = embed_code(award)
    with override("en"):
        assert embed_code(award) == french
