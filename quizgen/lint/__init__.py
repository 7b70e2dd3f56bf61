"""Item-writing checks: a registry, and one module per check, whose docstring is its documentation."""
