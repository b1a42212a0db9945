"""The texts of documents, read once in the background so that the search may find what they say."""
