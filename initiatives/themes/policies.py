"""Who may do what with themes."""

from typing import Any

from wagtail.permission_policies import ModelPermissionPolicy


class ThemePolicy(ModelPermissionPolicy):
    """Nobody deletes a theme, not even the technical team: one given up is retired, one too many is merged."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action != "delete" and bool(super().user_has_permission(user, action))

    def user_has_any_permission(self, user: Any, actions: Any) -> bool:
        return any(self.user_has_permission(user, action) for action in actions)
