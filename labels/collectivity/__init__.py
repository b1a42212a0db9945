"""The label on the page of a collectivité, which gives it a place by the hook ``register_collectivity_parts``."""
