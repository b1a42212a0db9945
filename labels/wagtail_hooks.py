"""Registrations with Wagtail."""

from wagtail import hooks

from labels.collectivity.part import label_part, label_plate

hooks.register("register_collectivity_parts", label_part)
hooks.register("register_collectivity_plate", label_plate)
