"""Papers of the label, as PDF."""
