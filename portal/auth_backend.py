"""Signing in by allauth, and who asks for a page read at once with what the page wants to know of her."""

from typing import Any

from allauth.account import auth_backends

from portal.models import User
from portal.permissions import OWN_RIGHTS_READ


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        found = User.objects.who_asks().filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None

    def get_user_permissions(self, user_obj: Any, obj: Any = None) -> set[str]:
        """Nearly nobody has rights that are not those of a group: who was read without any is not asked again."""
        if user_obj.is_superuser or getattr(user_obj, OWN_RIGHTS_READ, True):
            found: set[str] = super().get_user_permissions(user_obj, obj)
            return found
        return set()
