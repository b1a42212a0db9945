"""Addresses of the help of a collectivité, below its space."""

from django.urls import re_path

from collectivities.space.urls import OF_A_COLLECTIVITY
from home.help.views import space_help

urlpatterns = [re_path(rf"^espace/{OF_A_COLLECTIVITY}aide/$", space_help, name="space_help")]
