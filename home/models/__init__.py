"""Editorial page types, one family per file."""

from home.models.article import ArticleIndexPage, ArticlePage
from home.models.contact import ContactFormField, ContactPage
from home.models.demo import DemoItem
from home.models.event import EventIndexPage, EventPage
from home.models.help import HelpPage
from home.models.home import HomeFeature, HomePage, PopularSearch
from home.models.key_figures import KeyFiguresPage
from home.models.legal import AccessibilityPage, SiteMapPage
from home.models.resource import ResourceIndexPage, ResourcePage
from home.models.section import FreePage, SectionPage

__all__ = [
    "AccessibilityPage",
    "ArticleIndexPage",
    "ArticlePage",
    "ContactFormField",
    "ContactPage",
    "DemoItem",
    "EventIndexPage",
    "EventPage",
    "FreePage",
    "HelpPage",
    "HomeFeature",
    "HomePage",
    "KeyFiguresPage",
    "PopularSearch",
    "ResourceIndexPage",
    "ResourcePage",
    "SectionPage",
    "SiteMapPage",
]
