"""Every address of the portal. French has no prefix; English and Breton have theirs."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.conf.urls.static import static
from django.contrib.staticfiles.urls import staticfiles_urlpatterns
from django.urls import include, path
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from collectivities import urls as collectivities_urls
from collectivities.account import account_view
from collectivities.documents import serve_document
from collectivities.sitemaps import UnregisteredSection
from home.help import urls as help_urls
from initiatives import urls as initiatives_urls
from initiatives.sitemaps import ThemeSection
from labels import urls as labels_urls
from labels.palmares.sitemaps import PalmaresSection
from labels.sitemaps import QuestionnaireSection
from portal import account_urls, health, routing, sitemaps, views
from portal.sign_in import to_sign_in
from portal.social.views import social_image
from search import urls as search_urls
from search.api import urls as api_urls
from search.open_data import urls as open_data_urls

handler404 = "portal.views.page_not_found"
handler400 = "portal.views.bad_request"
handler500 = "portal.views.server_error"

SITEMAP = {
    "pages": sitemaps.PageSection(),
    "themes": ThemeSection(),
    "collectivites": UnregisteredSection(),
    "palmares": PalmaresSection(),
    "heures": sitemaps.ViewSection("hours"),
    "label": QuestionnaireSection(),
    "donnees": sitemaps.ViewSection("open_data", "api_documentation"),
}

urlpatterns = [
    path("health/live", health.live, name="health_live"),
    path("health/ready", health.ready, name="health_ready"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, {"sections": SITEMAP}, name="sitemap"),
    path("sitemap-<slug:section>-<int:number>.xml", sitemaps.file, {"sections": SITEMAP}, name="sitemap_file"),
    # In the place of Wagtail's own views, which stand below.
    path("admin/login/", to_sign_in, name="wagtailadmin_login"),
    path("admin/account/", account_view, name="wagtailadmin_account"),
    path("partage/<slug:kind>/<int:key>/<slug:digest>.png", social_image, name="social_image"),
    path("donnees/", include(open_data_urls.files)),
    path("api/v1/", include(api_urls.resources)),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/<int:document_id>/<str:document_filename>", serve_document, name="wagtaildocs_serve"),
    path("documents/", include(wagtaildocs_urls)),
]

if settings.DEBUG:
    urlpatterns += staticfiles_urlpatterns() + static(settings.MEDIA_URL, document_root=settings.MEDIA_ROOT)

urlpatterns += i18n_patterns(
    path("", include(account_urls)),
    path("video/<str:signed>/", views.video, name="video"),
    path("recherche/", include(search_urls)),
    path("donnees/", include(open_data_urls.page)),
    path("api/v1/", include(api_urls.page)),
    path("", include(help_urls)),
    path("", include(labels_urls)),
    path("", include(initiatives_urls)),
    path("", include(collectivities_urls)),
    path("", include(routing)),
    prefix_default_language=False,
)
