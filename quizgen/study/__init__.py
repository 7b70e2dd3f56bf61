"""A session and what is learned in it."""
