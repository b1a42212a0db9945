"""Who may download a document: everybody what is shared or published, the commune and the association its drafts."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import patch_cache_control
from wagtail.documents.views.serve import serve
from wagtail.models import Page, ReferenceIndex

from collectivities.models import CustomDocument
from collectivities.permissions import user_owns_media
from portal.permissions import Person, user_is_association

NOTHING = {"", '""', "None"}
"""Values of the headers that Wagtail's view sends of a file without an encoding, or without a hash."""


def document_is_public(document: CustomDocument) -> bool:
    """A document shared by the association, or one that a public page refers to.

    Wagtail's own view gives every document to whoever counts up the numbers of addresses, those of drafts included.
    """
    if document.collectivity_id is None:
        return True
    keys = [reference.object_id for reference in _references_of_pages(document)]
    return Page.objects.live().public().filter(pk__in=keys).exists()


def _references_of_pages(document: CustomDocument) -> list[ReferenceIndex]:
    references = ReferenceIndex.get_references_to(document).select_related("base_content_type")
    return [reference for reference in references if reference.base_content_type.model_class() is Page]


def user_can_download(user: Person, document: CustomDocument) -> bool:
    return bool(user.is_superuser or user_owns_media(user, document) or user_is_association(user))


def serve_document(request: HttpRequest, document_id: int, document_filename: str) -> HttpResponseBase:
    """The file; 404 for those who may not have it, as if there were none. What is not public is kept by no cache."""
    document = get_object_or_404(CustomDocument, pk=document_id)
    public = document_is_public(document)
    if not public and not user_can_download(request.user, document):
        raise Http404
    response: HttpResponseBase = serve(request, document_id, document_filename)
    _drop_empty_headers(response)
    if not public:
        patch_cache_control(response, private=True, no_store=True)
    return response


def _drop_empty_headers(response: HttpResponseBase) -> None:
    """A cache that believes « Content-Encoding: None » cannot read the file; one empty ETag stands for every file."""
    for name in [name for name, value in response.items() if value in NOTHING]:
        del response.headers[name]
