"""The association's screens for themes, and what happens when one is renamed or merged into another."""
