"""The jury of the demonstration: the same twenty people every year, one of whom presides."""

from collections.abc import Iterable
from typing import Any

from home.demo import content
from home.demo.recording import DemoRecorder
from initiatives.models import Theme
from labels.jury.enums import JurorState
from labels.models import Campaign, Juror, JuryRules
from portal.models import User


def accounts(record: DemoRecorder) -> list[User]:
    """Those of ``home.demo.accounts``, and others that nobody signs in with."""
    found = []
    for place, member in enumerate(content.jury()["jurors"], 1):
        email = member.get("email") or f"jury-{place:02}@jury.example"
        user = User.objects.with_email(email).first()
        if user is None:
            user = User.objects.create_user(email, first_name=member["first_name"], last_name=member["last_name"])
            record(user)
        found.append(user)
    return found


def seat(campaign: Campaign, users: Iterable[User]) -> list[Juror]:
    """They accepted, and have no link to declare; each agreed to be named."""
    JuryRules.objects.of(campaign)
    moment = campaign.opens_at
    members = list(zip(users, content.jury()["jurors"], strict=True))
    made: list[Juror] = Juror.objects.bulk_create(
        Juror(
            user=user,
            campaign=campaign,
            state=JurorState.ACCEPTED,
            is_president=place == 0,
            quality=member["quality"],
            public_name=f"{member['first_name']} {member['last_name']}",
            public_function=member["function"],
            named_publicly_at=moment,
            answered_at=moment,
            declared_at=moment,
        )
        for place, (user, member) in enumerate(members)
    )
    themes = {theme.slug: theme for theme in Theme.objects.filter(locale__language_code="fr")}
    through: Any = Juror.themes.through
    through.objects.bulk_create(
        through(juror=juror, theme=themes[slug])
        for juror, (_user, member) in zip(made, members, strict=True)
        for slug in member["themes"]
    )
    return made
