"""The page explorer without its lists of people.

Wagtail's filters « owner » and « edited by » list every person who ever touched a page: the names leak to every member,
and with 35,000 communes the page takes eight seconds.
"""

from wagtail.admin.views.pages.listing import ExplorableIndexView, GenericPageFilterSet, PageFilterSet
from wagtail.admin.views.pages.usage import ContentTypeUseView
from wagtail.admin.viewsets.pages import PageViewSet
from wagtail.models import Page


class SlimPageFilterSet(PageFilterSet):
    owner = None
    edited_by = None


class SlimGenericPageFilterSet(GenericPageFilterSet):
    owner = None
    edited_by = None


class SlimIndexView(ExplorableIndexView):
    base_filterset_class = SlimGenericPageFilterSet


class SlimContentTypeUseView(ContentTypeUseView):
    base_filterset_class = SlimPageFilterSet


class PortalPageViewSet(PageViewSet):
    model = Page
    index_view_class = SlimIndexView
    content_type_use_view_class = SlimContentTypeUseView
    parent_models = (Page,)
