"""« Proposer une correction »: any reader says what is wrong, the association reads it, the commune mends it."""
