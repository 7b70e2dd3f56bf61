"""The table's rows, a module for each piece of work: ``rows()`` yields them. To add one, write it and list it here."""

from benchmarks.rows import answers, check, deck, load, others, papers, start

MODULES = (start, load, check, deck, others, papers, answers)
"""In the order of the table."""
