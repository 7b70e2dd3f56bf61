"""What leaves the terminal: paper, decks, import files."""
