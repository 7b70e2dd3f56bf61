"""Write ``docs/checks.md`` anew from the docstrings of the checks: ``python docs/make_checks.py``."""

from __future__ import annotations

from pathlib import Path

from quizgen.lint.pages import page

if __name__ == "__main__":
    Path(__file__).with_name("checks.md").write_text(page(), encoding="utf-8")
