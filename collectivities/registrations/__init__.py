"""« Inscription »: a person asks to work for a collectivité, proves an address, and the association decides."""
