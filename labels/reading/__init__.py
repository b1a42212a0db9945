"""« Mes lectures »: a dossier beside the grid, until the reader deposits what she thinks of it."""
