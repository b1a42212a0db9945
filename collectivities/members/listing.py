"""The list of members: searched by person or commune, filtered by role, state and région."""

from typing import Any

import django_filters
from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.menus import MenuItem
from wagtail.admin.ui.tables import BaseColumn, Column, DateColumn, TitleColumn
from wagtail.admin.views.generic import IndexView

from collectivities.enums import AccountState, Role
from collectivities.models import Collectivity, Membership
from collectivities.names import sort_key


class MembershipFilterSet(WagtailFilterSet):
    role = django_filters.ChoiceFilter(label=_("Rôle"), choices=Role.choices)
    state = django_filters.ChoiceFilter(label=_("État du compte"), choices=AccountState.choices, method="filter_state")
    region = django_filters.ModelChoiceFilter(
        label=_("Région"),
        field_name="collectivity__region",
        queryset=lambda request: Collectivity.objects.regions(),
    )

    class Meta:
        model = Membership
        fields = ("role", "state", "region")

    def filter_state(self, memberships: QuerySet[Membership], name: str, value: str) -> QuerySet[Membership]:
        return memberships.filter(AccountState(value).condition("user__"))


class MemberIndexView(IndexView):
    page_title = _("Membres")
    default_ordering = "collectivity__sort_name"
    add_item_label = _("Inviter un membre")
    is_searchable = True

    @property
    def columns(self) -> list[BaseColumn]:
        return [
            self._get_title_column_class(TitleColumn)(
                "user", label=_("Personne"), accessor="user", sort_key="user__last_name", get_url=self.get_edit_url
            ),
            Column("email", label=_("Adresse"), accessor="user.email", sort_key="user__email"),
            Column(
                "collectivity", label=_("Collectivité"), accessor="collectivity.full_name",
                sort_key="collectivity__sort_name",
            ),
            Column("role", label=_("Rôle"), accessor="get_role_display", sort_key="role"),
            Column("function", label=_("Fonction"), accessor="function"),
            Column("state", label=_("Compte"), accessor=account_in_words),
            DateColumn(
                "last_login", label=_("Dernière visite"), accessor="user.last_login", sort_key="user__last_login"
            ),
        ]  # fmt: skip

    def get_base_queryset(self) -> QuerySet[Membership]:
        memberships: QuerySet[Membership] = super().get_base_queryset()
        return memberships.select_related("user", "collectivity__departement")

    def search_queryset(self, queryset: QuerySet[Membership]) -> QuerySet[Membership]:
        for word in self.search_query.split() if self.is_searching else ():
            queryset = queryset.filter(
                Q(user__email__icontains=word)
                | Q(user__first_name__icontains=word)
                | Q(user__last_name__icontains=word)
                | Q(collectivity__name__icontains=word)
                | Q(collectivity__sort_name__contains=sort_key(word))
                | Q(collectivity__code=word)
            )
        return queryset

    def get_list_more_buttons(self, instance: Membership) -> list[Any]:
        return [*super().get_list_more_buttons(instance), *account_buttons(instance)]


def account_in_words(membership: Membership) -> str:
    """Its state, and that its mails come back."""
    state, user = AccountState.of(membership.user), membership.user
    if not user.bounced_at:
        return str(state.label)
    return _("%(state)s ; ses courriels reviennent") % {"state": state.label}


def account_buttons(membership: Membership) -> list[MenuItem]:
    """What may be done with the account behind a membership, now."""
    state = AccountState.of(membership.user)
    buttons = []
    if state == AccountState.INVITED:
        buttons.append(
            MenuItem(
                _("Renvoyer l’invitation"), reverse("members:send", args=[membership.pk]), icon_name="mail", priority=40
            )
        )
    label = _("Réactiver le compte") if state == AccountState.DEACTIVATED else _("Désactiver le compte")
    buttons.append(MenuItem(label, reverse("members:toggle", args=[membership.pk]), icon_name="lock", priority=50))
    return buttons
