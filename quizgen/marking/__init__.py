"""A class marked: the key table and the answers read, every answer judged, every question looked at again.

``docs/marking.md`` says what the tables hold and how each figure is worked out.
"""
