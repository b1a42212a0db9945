"""Awards since 1999: loading them, and what anybody reads of them."""
