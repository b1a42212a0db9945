"""« Retraits de labels » in the admin: the association takes a label back, or gives it back when that was a mistake."""

from copy import copy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import CreateView, DeleteView, IndexView

from labels.admin_menu import LABEL_MENU
from labels.enums import Actor
from labels.models import Award, JournalEntry, Withdrawal
from labels.permissions import OWN, user_may_decide_on
from labels.proof import codes
from labels.proof.finding import public_award
from labels.proof.mails import tell_given_back, tell_withdrawn
from labels.proof.words import award_in_words
from portal.breadcrumbs import TitleAloneMixin
from portal.decisions import OwnFormsViewSet

WITHDRAW, GIVE_BACK = "withdraw", "give_back"


class WithdrawalForm(forms.ModelForm[Withdrawal]):
    """The label is named by its code: nobody takes back the one beside it in a list. Which one that is, is read before
    it is taken back: the form is pressed twice, and ``sure`` is the code that was read.
    """

    code = forms.CharField(
        label=gettext_lazy("Code du label"),
        help_text=gettext_lazy("Celui de sa page de vérification, comme 7K4XH-W2J8F."),
        max_length=40,
    )
    sure = forms.CharField(required=False, widget=forms.HiddenInput)

    field_order = ("code", "reason")

    class Meta:
        model = Withdrawal
        fields = ("reason",)

    def clean_code(self) -> str:
        award = public_award(codes.read(self.cleaned_data["code"]))
        if award is None:
            raise ValidationError(_("Aucun label publié ne porte ce code."))
        if hasattr(award, "withdrawal"):
            raise ValidationError(_("Ce label est déjà retiré."))
        self.instance.award = award
        return award.code

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        code = cleaned.get("code")
        if code and cleaned.get("reason") and cleaned.get("sure") != code:
            again: Any = copy(self.data)
            again[self.add_prefix("sure")] = code
            self.data = again
            said = _("Rien n’est encore retiré. C’est %(label)s : si c’est bien lui, pressez de nouveau le bouton.")
            self.add_error("code", said % {"label": award_in_words(self.instance.award)})
        return cleaned


class WithdrawalIndexView(IndexView):
    add_item_label = gettext_lazy("Retirer un label")
    default_ordering = None
    columns = [
        TitleColumn("award", label=gettext_lazy("Label"), accessor=str, url_name="withdrawals:delete"),
        Column("reason", label=gettext_lazy("Motif")),
        DateColumn("withdrawn_at", label=gettext_lazy("Retiré")),
    ]

    def get_base_queryset(self) -> QuerySet[Withdrawal]:
        return Withdrawal.objects.select_related("award__campaign")

    def get_list_buttons(self, instance: Withdrawal) -> list[Any]:
        """The name leads to giving it back: there is nothing else to do."""
        return []


class WithdrawView(TitleAloneMixin, CreateView):
    page_title = gettext_lazy("Retirer un label")
    submit_button_label = gettext_lazy("Retirer le label")
    submit_button_active_label = gettext_lazy("Retrait…")
    error_message = gettext_lazy("Rien n’est encore retiré : lisez ce qui est dit du code.")
    told = 0

    def save_instance(self) -> Withdrawal:
        withdrawal: Withdrawal = super().save_instance()
        write_in_journal(withdrawal, WITHDRAW, withdrawal.reason, self.request.user.pk)
        self.told = tell_withdrawn(withdrawal)
        return withdrawal

    def form_valid(self, form: Form) -> HttpResponse:
        # Two people at once make one withdrawal, and the other is told.
        with transaction.atomic():
            award = Award.objects.select_for_update(of=("self",)).get(code=form.cleaned_data["code"])
            if Withdrawal.objects.filter(award=award).exists():
                return self._refused(form, _("Ce label est déjà retiré."))
            if not user_may_decide_on(self.request.user, award):
                return self._refused(form, str(OWN))
            answer: HttpResponse = super().form_valid(form)
            return answer

    def _refused(self, form: Form, why: str) -> HttpResponse:
        """As Wagtail answers a form that is not valid, which this one was until the label was locked."""
        form.add_error("code", why)
        self.produced_error_message = self.get_error_message()
        answer: HttpResponse = self.form_invalid(form)
        return answer

    def get_success_message(self, instance: Withdrawal) -> str:
        if not self.told:
            return _("Le label est retiré : sa page de vérification le dit. La collectivité n’a pas d’équipe ici : "
                     "prévenez-la.")  # fmt: skip
        return _("Le label est retiré : sa page de vérification le dit, et l’équipe de la collectivité est prévenue.")

    def get_success_buttons(self) -> list[Any]:
        """No page changes one."""
        return []


class GiveBackView(DeleteView):
    page_title = gettext_lazy("Rendre un label")
    header_icon = "undo"
    template_name = "labels/proof/admin/give_back.html"
    told = 0

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not user_may_decide_on(request.user, self.object.award):
            messages.error(request, str(OWN))
            return redirect("withdrawals:index")
        answer: HttpResponseBase = super().dispatch(request, *args, **kwargs)
        return answer

    @property
    def confirmation_message(self) -> str:
        return _("Ce label sera de nouveau valable : sa page de vérification ne dira plus qu’il a été retiré.")

    def delete_action(self) -> None:
        with transaction.atomic():
            # Two people at once give it back once.
            if Withdrawal.objects.select_for_update().filter(pk=self.object.pk).exists():
                write_in_journal(self.object, GIVE_BACK, "", self.request.user.pk)
                super().delete_action()
                self.told = tell_given_back(self.object.award)

    def get_usage_url(self) -> None:
        """Nothing else refers to one."""

    def get_success_message(self) -> str:
        if not self.told:
            return _("Le label est rendu. La collectivité n’a pas d’équipe ici : prévenez-la.")
        return _("Le label est rendu, et l’équipe de la collectivité est prévenue.")


class WithdrawalViewSet(OwnFormsViewSet):
    model = Withdrawal
    name = "withdrawals"
    url_prefix = "retraits"
    icon = "no-view"
    menu_label = gettext_lazy("Retraits de labels")
    menu_order = 50
    menu_hook = LABEL_MENU
    index_view_class = WithdrawalIndexView
    add_view_class = WithdrawView
    delete_view_class = GiveBackView

    def get_form_class(self, for_update: bool = False) -> type[Any]:
        return WithdrawalForm

    def get_urlpatterns(self) -> list[Any]:
        """What was withdrawn is not rewritten: no page changes one."""
        return [
            path("", self.index_view, name="index"),
            path("liste/", self.index_results_view, name="index_results"),
            path("retirer/", self.add_view, name="add"),
            path("<int:pk>/rendre/", self.delete_view, name="delete"),
        ]


def write_in_journal(withdrawal: Withdrawal, action: str, reason: str, account: int) -> None:
    award = withdrawal.award
    JournalEntry.objects.create(
        campaign_id=award.campaign_id,
        action=action,
        by=Actor.ASSOCIATION,
        account=account,
        reason=f"{award} : {reason}" if reason else str(award),
        at=timezone.now(),
    )
