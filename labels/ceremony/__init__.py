"""The ceremony: the palmarès on a stage, envelope by envelope."""
