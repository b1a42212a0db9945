"""The admin's list of images and documents, which Wagtail gives whole to whoever enters the admin."""

from typing import Any

from django.db.models import QuerySet
from wagtail.documents.api.admin.views import DocumentsAdminAPIViewSet
from wagtail.images.api.admin.views import ImagesAdminAPIViewSet
from wagtail.permissions import policy_registry


class OwnMediaMixin:
    """Lists what the person may choose: for a member, his commune's files and the association's shared ones."""

    def get_queryset(self) -> QuerySet[Any]:
        files = super().get_queryset()  # type: ignore[misc]
        policy = policy_registry.get_by_type(files.model)
        chosen = policy.instances_user_has_permission_for(self.request.user, "choose")  # type: ignore[attr-defined]
        return files.filter(pk__in=chosen.order_by().values("pk"))


class OwnImagesViewSet(OwnMediaMixin, ImagesAdminAPIViewSet):
    pass


class OwnDocumentsViewSet(OwnMediaMixin, DocumentsAdminAPIViewSet):
    pass
