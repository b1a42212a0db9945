"""``/espace/``."""

from django.urls import include, path, re_path

from collectivities.enums import CollectivityKind
from collectivities.space import views
from collectivities.team import views as team

OF_A_COLLECTIVITY = rf"(?P<kind>{CollectivityKind.any_path()})/(?P<code>[0-9][0-9a-z]*)/"
"""How the address of the space of a collectivité goes on, for the parts of it that other apps have too."""
OF_ONE = [
    path("", views.space, name="space_of"),
    path("equipe/", team.team, name="space_team"),
    path("equipe/inviter/", team.invite_colleague, name="space_team_invite"),
    path("equipe/quitter/", team.leave, name="space_team_leave"),
    path("equipe/<int:pk>/relancer/", team.remind, name="space_team_remind"),
    path("equipe/<int:pk>/role/", team.change_role, name="space_team_role"),
    path("equipe/<int:pk>/retirer/", team.remove, name="space_team_remove"),
]
urlpatterns = [
    path("", views.entrance, name="space"),
    re_path(rf"^{OF_A_COLLECTIVITY}", include(OF_ONE)),
]
