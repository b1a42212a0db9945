"""Mending an award of an edition that was not led here: what a file said wrong, with the reason in the journal."""

import hashlib
from typing import Any, cast

from django import forms
from django.db import transaction
from django.http import QueryDict
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from labels.enums import Actor
from labels.models import Award, JournalEntry
from portal.form_fields import TextField
from portal.models import User

CORRECTED = "award_corrected"
LONGEST_REASON = 500


class AwardForm(forms.ModelForm):
    """``seen`` is what the award was when its form was opened: who corrects after another reads it again first."""

    reason = TextField(
        label=_("Pourquoi"),
        rows=3,
        max_length=LONGEST_REASON,
        help_text=_("Le journal de l’édition garde ce motif."),
        error_messages={"required": _("Dites pourquoi : le journal le garde.")},
    )
    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    class Meta:
        model = Award
        fields = ("entity_name", "level", "mentions", "is_honorary")
        widgets = {"mentions": forms.CheckboxSelectMultiple}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["level"].queryset = self.instance.campaign.levels.order_by("-symbols")
        fields["mentions"].queryset = self.instance.campaign.mentions.all()
        if not self.instance.campaign.mentions.exists():
            del self.fields["mentions"]
        self.now = mark_of(self.instance)
        self.initial["seen"] = self.now

    @property
    def corrects(self) -> bool:
        """Whether anything of the award is to change."""
        return bool(set(self.changed_data) - {"reason", "seen"})

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("seen") != self.now:
            # What stands above is read again: the next time counts.
            data = cast(QueryDict, self.data).copy()
            data["seen"] = self.now
            self.data = data
            self.add_error(None, _("Quelqu’un l’a corrigé entre-temps. Relisez ce qu’il est maintenant, plus haut."))
        return cleaned


def words_of(award: Award) -> str:
    """An award as the journal tells it."""
    mentions = ", ".join(mention.name for mention in award.mentions.all())
    parts = (award.entity_name, award.level.name, mentions, "hors concours" if award.is_honorary else "")
    return ", ".join(part for part in parts if part)


def mark_of(award: Award) -> str:
    return hashlib.sha256(words_of(award).encode()).hexdigest()[:16]


def locked(key: int) -> Award | None:
    """One that may be corrected, and that nobody else changes until the transaction is over."""
    found: Award | None = Award.objects.correctable().select_for_update(of=("self",)).filter(pk=key).first()
    return found


@transaction.atomic
def correct(key: int, user: User, data: Any) -> AwardForm | None:
    """Write what was typed, with its reason; the form that was filled in, valid or not, and nothing for want of the
    award.
    """
    award = locked(key)
    if award is None:
        return None
    before = words_of(award)
    form = AwardForm(data, instance=award)
    if form.is_valid() and form.corrects:
        form.save()
        JournalEntry.objects.create(
            campaign_id=award.campaign_id,
            action=CORRECTED,
            by=Actor.ASSOCIATION,
            account=user.pk,
            reason=f"{before} → {words_of(Award.objects.get(pk=key))} : {form.cleaned_data['reason'].strip()}",
            at=timezone.now(),
        )
    return form
