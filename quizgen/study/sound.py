"""Whether a progress file says what only quizgen would write: the tables are plain, and the values within bounds."""

from __future__ import annotations

from typing import Any

from quizgen.study.record import LATEST, LONGEST, MOST, MOST_PARTS

_TABLES = ("question", "log", "setting", "review", "card")

_SHAPE = f"""
    SELECT EXISTS (SELECT 1 FROM sqlite_master WHERE type NOT IN ('table', 'index') OR sql LIKE 'create virtual%')
        OR (SELECT count(*) FROM pragma_table_list
            WHERE schema = 'main' AND type = 'table' AND strict AND name IN {_TABLES}) < {len(_TABLES)}
        OR EXISTS (SELECT 1 FROM sqlite_master m, pragma_table_xinfo(m.name) x WHERE m.type = 'table' AND x.hidden)
"""
_CARDS = f"""
    SELECT EXISTS (
        SELECT 1 FROM card WHERE NOT coalesce(
            typeof(bank) = 'text' AND part BETWEEN 0 AND {MOST}
            AND typeof(stability) = 'real' AND stability > 0 AND stability < 1e9
            AND typeof(difficulty) = 'real' AND difficulty BETWEEN 0 AND 100
            AND typeof(first) = 'integer' AND first BETWEEN 0 AND {LATEST + MOST_PARTS}
            AND typeof(last) = 'integer' AND last BETWEEN first AND {LATEST + MOST_PARTS}
            AND typeof(due) = 'integer' AND due BETWEEN 0 AND {2 * LATEST}
            AND typeof(reviews) = 'integer' AND reviews BETWEEN 0 AND {MOST}
            AND typeof(lapses) = 'integer' AND lapses BETWEEN 0 AND {MOST}, FALSE)
    ) OR NOT coalesce((SELECT min(at) >= 0 AND max(at) <= {LATEST + MOST} FROM review), TRUE)
"""
_VALUES = f"""
    SELECT EXISTS (
        SELECT 1 FROM log WHERE NOT coalesce(
            at BETWEEN 0 AND {LATEST} AND id <> ''
            AND (event <> 'answered' OR (
                iif(json_valid(ratings), json_type(ratings) = 'object', FALSE)
                AND NOT EXISTS (
                    SELECT 1 FROM json_each(iif(json_valid(ratings), ratings, '{{"": 0}}')) WHERE NOT coalesce(
                        typeof(value) = 'integer' AND value BETWEEN 1 AND 4
                        AND key NOT GLOB '*[^0-9]*' AND length(key) BETWEEN 1 AND 7, FALSE))
                AND iif(json_valid(shown), json_type(shown) = 'array', FALSE)
                AND NOT EXISTS (SELECT 1 FROM json_each(iif(json_valid(shown), shown, '[0]')) WHERE type <> 'text')
                AND (response IS NULL OR json_valid(response))
                AND score BETWEEN 0 AND 1 AND right IN (0, 1) AND hints BETWEEN 0 AND {MOST}
                AND duration BETWEEN 0 AND {MOST} AND coalesce(interval, 0) BETWEEN 0 AND {LONGEST}))
            AND coalesce(part, 0) BETWEEN 0 AND {MOST} AND coalesce(due, 0) BETWEEN 0 AND {LATEST}, FALSE)
    )
    OR EXISTS (SELECT 1 FROM review WHERE rating NOT BETWEEN 0 AND 4 OR duration NOT BETWEEN 0 AND {MOST}
        OR part NOT BETWEEN 0 AND {MOST})
    OR EXISTS (SELECT 1 FROM setting WHERE NOT coalesce(retention > 0 AND retention < 1, FALSE))
    OR EXISTS (SELECT 1 FROM question WHERE bank = '' OR name = '')
"""


def unsound(connection: Any, *, whole: bool) -> bool:
    """True for a file that somebody made by hand, or that is damaged; ``whole`` looks through its log too.

    Views, triggers and columns that work something out are in none of ours. Raises what sqlite3 raises.
    """
    queries = (_SHAPE, _CARDS, _VALUES) if whole else (_SHAPE, _CARDS)
    return any(connection.execute(query).fetchone()[0] for query in queries)
