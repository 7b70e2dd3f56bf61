"""From facts to questions whose key is proven."""
