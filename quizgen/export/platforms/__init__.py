"""Files for learning platforms; ``docs/platforms.md`` tells what becomes of each kind of question."""

from quizgen.export.platforms.blooket import build_blooket
from quizgen.export.platforms.canvas import build_canvas
from quizgen.export.platforms.common import Exported
from quizgen.export.platforms.gift import build_gift
from quizgen.export.platforms.kahoot import build_kahoot
from quizgen.export.platforms.moodle import build_moodle
from quizgen.export.platforms.qti import build_qti
from quizgen.export.platforms.quizlet import build_quizlet
from quizgen.export.platforms.table import build_table

BUILDERS = {
    "moodle": build_moodle,
    "gift": build_gift,
    "qti": build_qti,
    "canvas": build_canvas,
    "kahoot": build_kahoot,
    "blooket": build_blooket,
    "quizlet": build_quizlet,
}
"""A platform -> what makes its file of questions, their bank, a language and the program's words in it."""

__all__ = ["BUILDERS", "Exported", "build_table"]
