"""What the screen of a dossier shows in the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Prefetch
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from labels.deliberation.addresses import dossier_address, queue_address, section_address
from labels.deliberation.deciding import seen_of, why_not_decide
from labels.deliberation.forms import DecisionForm
from labels.deliberation.listing import shown
from labels.deliberation.pages import common
from labels.deliberation.presences import Present, those_present
from labels.deliberation.queue import Queue, Row, queue_of
from labels.deliberation.reviews import Readings, readings_of
from labels.deliberation.room import Seat
from labels.enums import DossierState
from labels.models import Award, Decision, Dossier, Mention, Presence, Question, Section
from labels.scoring.standing import Standing


@dataclass(frozen=True)
class Screen:
    """A dossier before somebody, with the place it has in her list."""

    seat: Seat
    dossier: Dossier
    queue: Queue

    @cached_property
    def row(self) -> Row:
        return next(row for row in self.queue.rows if row.dossier.pk == self.dossier.pk)

    @property
    def standing(self) -> Standing:
        return self.row.standing

    @property
    def is_decided(self) -> bool:
        return self.dossier.state in DossierState.decided()

    @property
    def taken(self) -> int:
        """How many times the jury decided on it."""
        dossier: Any = self.dossier
        return int(dossier.taken)

    @cached_property
    def readings(self) -> Readings:
        return readings_of(self.seat, self.dossier, self.standing)

    @cached_property
    def present(self) -> list[Present]:
        return those_present(self.seat.sitting, self.dossier) if self.seat.sitting else []

    @cached_property
    def mentions(self) -> list[Any]:
        """Those of the campaign, with ``is_requested``."""
        own = Dossier.mentions.through.objects.filter(dossier=self.dossier, mention=OuterRef("pk"))
        return list(Mention.objects.filter(campaign=self.seat.campaign).annotate(is_requested=Exists(own)))

    def form(self, data: QueryDict | None = None, typed: QueryDict | None = None) -> DecisionForm:
        levels = sorted(self.queue.levels, key=lambda one: -one.symbols)
        seen = seen_of(self.standing, self.present)
        return DecisionForm(
            data,
            seat=self.seat,
            levels=levels,
            mentions=self.mentions,
            present=self.present,
            proposed=self.standing.level,
            seen=seen,
            typed=typed,
        )

    @property
    def address(self) -> str:
        return dossier_address(self.dossier, self.queue.address)


def screen_of(request: HttpRequest, seat: Seat, dossier: Dossier) -> Screen:
    return Screen(seat, dossier, queue_of(seat, request.GET))


def top(screen: Screen, sections: Sequence[Section] | None = None, code: str = "") -> dict[str, Any]:
    """What every page of a dossier shows; ``code`` is that of the section that is open, if one is."""
    dossier, queue = screen.dossier, screen.queue
    before, after = queue.around(dossier)
    return {
        **common(screen.seat, "queue"),
        "dossier": dossier,
        "of": dossier.collectivity,
        "before": before,
        "before_url": dossier_address(before.dossier, queue.address) if before else "",
        "after": after,
        "after_url": dossier_address(after.dossier, queue.address) if after else "",
        "queue_url": queue_address(queue.address),
        "place": _place(screen),
        "is_decided": screen.is_decided,
        "address": screen.address,
        "sections": [
            (one.title, section_address(dossier, one.code, queue.address), one.code == code)
            for one in (_sections(dossier) if sections is None else sections)
        ],
        "is_section": bool(code),
    }


def _sections(dossier: Dossier) -> list[Section]:
    """Those in which something is asked on its path. One query."""
    asked = Question.objects.filter(section=OuterRef("pk")).on_path(dossier.path)
    return list(
        Section.objects.filter(Exists(asked), questionnaire=dossier.questionnaire_id).order_by("sort_order", "pk")
    )


def page(screen: Screen, form: DecisionForm | None, **more: Any) -> dict[str, Any]:
    """The readings side by side, and the decision or its form."""
    return {
        **top(screen),
        **_standing(screen),
        "readings": screen.readings,
        "awards": _awards(screen.dossier),
        # Once it is decided, the decision says which mentions there are.
        "requested": [] if screen.is_decided else [one.name for one in screen.mentions if one.is_requested],
        "form": form,
        "president_is_out": any(one.juror.is_president and one.is_out for one in screen.present) if form else False,
        "levels": _levels(screen, form) if form else [],
        "offered": _offered(screen, form) if form else [],
        "why_closed": "" if form or screen.is_decided else _why_closed(screen),
        "decision": decisions_of(screen.dossier).first() if screen.is_decided else None,
        "count": screen.taken,
        **more,
    }


def decisions_of(dossier: Dossier) -> Any:
    """With who was there, the last one first. Three queries."""
    presences = Prefetch("presences", Presence.objects.select_related("juror__user"))
    rows = Decision.objects.filter(dossier=dossier).select_related("level", "sitting")
    return rows.prefetch_related("mentions", presences).order_by("-pk")


def may_decide(screen: Screen) -> bool:
    return screen.seat.leads and not why_not_decide(screen.seat, screen.dossier)


def _why_closed(screen: Screen) -> str:
    if screen.seat.leads:
        return why_not_decide(screen.seat, screen.dossier)
    return _("La décision n’est pas encore prise.")


def _place(screen: Screen) -> tuple[int, int]:
    """Which one of those shown it is; zero when the filters leave it out."""
    keys = [row.dossier.pk for row in screen.queue.shown]
    return (keys.index(screen.dossier.pk) + 1 if screen.dossier.pk in keys else 0), len(keys)


def _standing(screen: Screen) -> dict[str, Any]:
    standing = screen.standing
    return {
        "standing": standing,
        "verdict": screen.row.verdict,
        "raw": shown(standing.raw),
        "median": shown(standing.median),
        "score": shown(standing.score),
        "spread": shown(standing.spread) if len(standing.marks) > 1 else "",
        "nearest": shown(abs(standing.nearest)) if standing.nearest is not None else "",
        "is_above": standing.nearest is not None and standing.nearest >= 0,
    }


def _levels(screen: Screen, form: DecisionForm) -> list[tuple[str, str, bool, bool]]:
    """Each choice, whether it is chosen, and whether it is the one that the score proposes."""
    chosen, proposed = form["niveau"].value(), screen.standing.level
    key = str(proposed.pk) if proposed else ""
    choices: Any = form.fields["niveau"]
    return [(value, str(label), value == chosen, value == key) for value, label in choices.choices]


def _offered(screen: Screen, form: DecisionForm) -> list[tuple[Any, bool]]:
    """Each mention, and whether it is ticked."""
    ticked = set(form["mentions"].value() or [])
    return [(one, str(one.pk) in ticked) for one in screen.mentions]


def _awards(dossier: Dossier) -> list[Award]:
    """Those that everybody knows, the last year first."""
    return list(Award.objects.public().own().of(dossier.collectivity).select_related("campaign", "level"))
