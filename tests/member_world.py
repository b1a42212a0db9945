"""A commune with something on each page of its space, for the suites that look at all of them: valid HTML,
accessibility.
"""

import datetime
from typing import Any

from django.http import QueryDict
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from home.setup import set_up_portal
from initiatives.enums import Side
from initiatives.models import Question
from initiatives.questions import posting
from initiatives.yearly.answering import answer
from portal.models import DailyViews, User
from portal.profile import address as address_of_account
from tests.admin import submit
from tests.collectivities.space.conftest import town
from tests.collectivities.space.table import ADDRESSES, address
from tests.factories import (
    CollectivityPageFactory,
    HourFactory,
    InitiativePageFactory,
    MembershipFactory,
    SeatFactory,
    UserFactory,
    theme,
)

FILES = {
    "space_statistics_table", "space_hour_calendar", "space_dossier_pdf", "space_dossier_deposited",
    "space_dossier_file", "space_dossier_opinion", "space_label_sign", "space_label_certificate",
}  # fmt: skip
LEADS_BACK = {"space_sheet_discard"}
"""A public sheet is not thrown away: that of a draft is looked at."""
OLD = datetime.date(2020, 1, 1)
PASSWORD = "un mot de passe long"
REFUSED = ("equipe/inviter/", "initiatives/nouvelle/", "heures/proposer/")
"""Forms of the space that an empty answer is refused by, below its first page."""


class MemberWorld:
    """Le Mené, its référent, and Arvieu, which asks, is inspired and offers an hour."""

    def __init__(self) -> None:
        set_up_portal()
        self.town = town("22046", "Le Mené")
        self.user: User = self.town.referent.user
        MembershipFactory(user=self.user, collectivity__code="56083", collectivity__name="Hennebont")
        MembershipFactory(collectivity=self.town.collectivity)
        self.public = self._sheet("Le bus", confirmed_on=timezone.localdate())
        self.draft = self._sheet("La caravane", live=False)
        self.draft.save_revision(user=self.user)
        self.read = submit(self._sheet("La lettre", live=False), self.user)
        self._asked_about()
        self._ended()
        self._sheet("La vieille", confirmed_on=OLD)
        self._exchange()
        DailyViews.objects.create(page_id=self.public.pk, day=timezone.localdate(), views=3)
        User.objects.filter(pk=self.user.pk).update(bounced_at=timezone.now())
        self.proof = reverse("profile_address_prove", args=[address_of_account.signed_for(self.user, "a@mene.example")])

    def session(self) -> Client:
        """Hers, where the password was just given: pages that ask for it are open."""
        client = Client()
        client.post("/connexion/", {"login": self.user.email, "password": PASSWORD})
        assert client.post("/connexion/confirmer/", {"password": PASSWORD}).status_code == 302
        return client

    def addresses(self) -> dict[str, int]:
        """Every page that a member reads, with all that it may show, and the status of its answer."""
        gone = {reverse("profile_address_prove", args=["x"]): 404, reverse("hour_ask", args=[self.past.pk]): 410}
        return {**dict.fromkeys(self._open(), 200), **gone}

    def _open(self) -> list[str]:
        seen = [
            name
            for name, (method, _who, _status) in ADDRESSES.items()
            if method == "get" and name not in FILES | LEADS_BACK
        ]
        mine = [*(address(name, self.town) for name in seen), *self._more_of_the_space()]
        others = [
            reverse("question_ask", args=[self.foreign.pk]), reverse("inspiration_declare", args=[self.foreign.pk]),
            reverse("correction", args=[self.foreign.pk]),
            *(reverse("hour_ask", args=[hour.pk]) for hour in self.hours),
        ]  # fmt: skip
        account = [reverse(name) for name in ("profile", "usersessions_list", "profile_delete", "profile_address")]
        return [*mine, *others, *account, self.proof]

    def _more_of_the_space(self) -> list[str]:
        home = address("space_of", self.town)
        discard = reverse("space_sheet_discard", args=["communes", "22046", self.draft.pk])
        sheets = [self.draft.writing_address, self.read.writing_address, self.asked.writing_address, discard]
        thread = reverse("space_question", args=["communes", "22046", self.question.pk])
        empty = "/espace/communes/56083/"
        return [
            *sheets, thread, f"{home}statistiques/?periode=mois", f"{home}initiatives/nouvelle/?genre=lieu",
            *(f"{empty}{part}" for part in ("", "messages/", "heures/", "statistiques/", "toujours-en-service/")),
        ]  # fmt: skip

    def _sheet(self, title: str, **values: Any) -> Any:
        return InitiativePageFactory(parent=self.town.page, title=title, themes=[theme()], **values)

    def _asked_about(self) -> None:
        """One that the association sent back."""
        self.asked = submit(self._sheet("Le journal", live=False), self.user)
        state = self.asked.current_workflow_task_state
        state.task.specific.on_action(state, UserFactory(association=True), "reject", comment="Combien de bus ?")

    def _ended(self) -> None:
        """One that the commune said to be stopped."""
        sheet = self._sheet("La borne", confirmed_on=OLD)
        answer(QueryDict(f"arretee={sheet.pk}"), self.town.collectivity, self.user)

    def _exchange(self) -> None:
        arvieu = CollectivityPageFactory(collectivity__code="12011", collectivity__name="Arvieu")
        author = MembershipFactory(collectivity=arvieu.collectivity).user
        self.foreign = InitiativePageFactory(parent=arvieu, title="Le bateau", inspired_by=self.public)
        self.question: Question = posting.ask(self.public, arvieu.collectivity, author, "Qui conduit ?")
        posting.answer(self.question, Side.ASKED, self.user, "Le cantonnier.")
        posting.answer(self.question, Side.ASKING, author, "Et le dimanche ?")
        come = SeatFactory(asking=self.town.collectivity, hour__by_video=True).hour
        self.hours = [come, SeatFactory().hour, HourFactory()]
        self.past = HourFactory(is_past=True)
