"""The images shown where a page of the portal is shared: drawn by code, in the portal's visual language."""
