"""``docs/checks.md``: every check's docstring as a page that a teacher can read."""

from __future__ import annotations

from quizgen.lint.registry import CHECKS, Check

_HEAD = """\
# The item-writing checks

`quizgen check` reads every question of a bank, hand-written or generated, in every language of the bank, and says
what would make it unfair or give its key away. Each check has a name; a line of the result looks like this:

```
questions.yaml:31:5: longest-answer 'why-sky-blue': the key is much longer than the wrong options: …
```

A **warning** is worth mending; a **note** is worth knowing; an **error** makes the item wrong. Where a check is wrong
about a question, say so with a reason: `ignore: {longest-answer: "the name is that long"}`. It may stand on a
question, on a relation or a fact (for the questions made from it), on an entity (where it is the key or the option at
fault), or at the top of the bank. An `ignore` that silences nothing is a warning itself (`unused-ignore`), and so is
one that names no check (`unknown-check`). A problem that a relation's text brings into many of its questions is told
once, with their number and an example.

Sources: **H** Haladyna, Downing & Rodriguez 2002, the guideline's number behind it · **N** the list of flaws of the
National Board of Medical Examiners, in BMC Medical Education 2016 (s12909-016-0559-7) · **B** Burton et al. 1991 ·
**R** Rodriguez 2005.

This page is made from the checks themselves by `python docs/make_reference.py`.
"""


def page() -> str:
    """The whole page as Markdown."""
    rows = "\n".join(f"| [{check.name}](#{check.name}) | {_summary(check)} |" for check in CHECKS)
    table = f"| check | finds |\n|---|---|\n{rows}\n"
    return "\n".join((_HEAD, table, *(_section(check) for check in CHECKS)))


def _summary(check: Check) -> str:
    return check.page.strip().partition("\n")[0].rstrip(".")


def _section(check: Check) -> str:
    lists = "".join(f"\nWords ({language}): {', '.join(words)}.\n" for language, words in check.words.items())
    return f"## {check.name}\n\n{check.page.strip()}\n{lists}"
