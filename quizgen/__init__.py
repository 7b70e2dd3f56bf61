"""quizgen: facts in, fair questions out, in a terminal, in Anki and on paper."""

__version__ = "0.1.0"
