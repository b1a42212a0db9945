"""Models of the kernel: accounts, the abstract page, the site's settings."""

from portal.models.daily_views import DailyViews
from portal.models.notice import Notice
from portal.models.page import BasePage, PageQuerySet
from portal.models.settings import MenuLink, PortalSettings
from portal.models.user import User

__all__ = ["BasePage", "DailyViews", "MenuLink", "Notice", "PageQuerySet", "PortalSettings", "User"]
