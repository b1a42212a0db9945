"""The dossier as a collectivité writes it, in its space.

A dossier is read whole in a fixed number of queries (``reading``); what is left to answer (``progress``), the
self-assessment (``assessing``) and what changed since last year (``comparing``) are pure functions of what was read.
Each answer is saved on its own (``saving``), and what two people write at once is merged (``portal.merged_forms``).
"""
