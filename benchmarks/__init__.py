"""How long things take: ``make bench``. Timing belongs here, never in a test."""
