"""Write the pages anew that are made from the program: ``python docs/make_reference.py``.

``reference-format.md`` comes from the schema of a bank, ``commands.md`` from the command line, ``checks.md`` from
the docstrings of the checks.
"""

from __future__ import annotations

from pathlib import Path

from quizgen.bank.schema_page import page as format_page
from quizgen.cli.commands_page import page as commands_page
from quizgen.lint.pages import page as checks_page

PAGES = {"reference-format.md": format_page, "commands.md": commands_page, "checks.md": checks_page}

if __name__ == "__main__":
    for name, page in PAGES.items():
        Path(__file__).with_name(name).write_text(page(), encoding="utf-8")
