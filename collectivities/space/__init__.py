"""« Mon espace »: what a member has to do for a collectivité, on the public site.

Apps above this one add to it by three hooks of Wagtail's: ``register_space_todos`` gives what is left to do,
``register_space_sections`` a part of the page, ``register_space_tabs`` a tab. All are called with the request and the
membership.
"""
