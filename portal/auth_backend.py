"""Signing in by allauth, and who asks for a page read at once with what the page wants to know of her."""

from typing import Any

from allauth.account import auth_backends
from django.contrib.auth.models import Permission

from portal.models import User
from portal.permissions import OWN_RIGHTS_READ


class AuthenticationBackend(auth_backends.AuthenticationBackend):
    def get_user(self, user_id: int) -> User | None:
        found = User.objects.who_asks().filter(pk=user_id).first()
        return found if found and self.user_can_authenticate(found) else None

    def _get_user_permissions(self, user_obj: Any) -> Any:
        """Nearly nobody has rights that are not those of a group: who was read without any is not asked again."""
        if getattr(user_obj, OWN_RIGHTS_READ, True):
            return super()._get_user_permissions(user_obj)
        return Permission.objects.none()
