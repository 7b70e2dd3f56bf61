"""One self-contained page with the whole quiz in it: for a browser, without a network and without an install."""

from quizgen.export.html.page import build_page

__all__ = ["build_page"]
