"""Checks of item-writing, one module each."""
