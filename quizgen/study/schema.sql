-- A learner's progress, version 1. `log`, `question` and `setting` are the truth; `review` and `card` follow from
-- them and can be made again (`quizgen progress rebuild`). Moments are unix milliseconds.
PRAGMA application_id = 1903847278;  -- "qzgn"
PRAGMA user_version = 1;

CREATE TABLE question (
    id INTEGER PRIMARY KEY,
    bank TEXT NOT NULL,
    name TEXT NOT NULL,  -- the question's id in its bank
    UNIQUE (bank, name)
) STRICT;

CREATE TABLE log (
    seq INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    at INTEGER NOT NULL,
    event TEXT NOT NULL,
    question INTEGER REFERENCES question (id),  -- of all but undone
    -- answered
    language TEXT,  -- and flagged
    kind TEXT,
    response TEXT,  -- JSON; NULL where only the rating is known
    right INTEGER,
    score REAL,
    ratings TEXT,  -- JSON: part -> rating
    hints INTEGER,
    duration INTEGER,
    shown TEXT,  -- JSON: the options' keys as shown
    origin TEXT,
    interval INTEGER,  -- seconds
    -- undone
    answer TEXT,  -- its event's id
    -- flagged
    code TEXT,
    remark TEXT,
    -- rescheduled
    part INTEGER,
    due INTEGER,
    CHECK (
        CASE event
            WHEN 'answered' THEN
                question IS NOT NULL AND language IS NOT NULL AND kind IS NOT NULL AND right IN (0, 1)
                AND score BETWEEN 0 AND 1 AND ratings IS NOT NULL AND hints >= 0 AND duration >= 0
                AND shown IS NOT NULL AND origin IS NOT NULL
            WHEN 'undone' THEN answer IS NOT NULL
            WHEN 'flagged' THEN
                question IS NOT NULL AND language IS NOT NULL AND code IS NOT NULL AND remark IS NOT NULL
            WHEN 'rescheduled' THEN question IS NOT NULL AND part >= 0
            ELSE FALSE
        END
    )
) STRICT;
CREATE INDEX log_answer ON log (answer) WHERE answer IS NOT NULL;

CREATE TABLE setting (
    one INTEGER PRIMARY KEY CHECK (one = 1),
    retention REAL NOT NULL CHECK (retention > 0 AND retention < 1)
) STRICT;
INSERT INTO setting VALUES (1, 0.9);

CREATE TABLE review (  -- what happened to a card: reviews, and days given to it (rating 0)
    question INTEGER NOT NULL REFERENCES question (id),
    part INTEGER NOT NULL,
    at INTEGER NOT NULL,
    event INTEGER NOT NULL,  -- its seq
    rating INTEGER NOT NULL CHECK (rating BETWEEN 0 AND 4),
    duration INTEGER NOT NULL,
    undone INTEGER NOT NULL CHECK (undone IN (0, 1)),
    PRIMARY KEY (question, part, at)
) STRICT, WITHOUT ROWID;
CREATE INDEX review_at ON review (at);

CREATE TABLE card (  -- where each card stands
    question INTEGER NOT NULL REFERENCES question (id),
    part INTEGER NOT NULL,
    bank TEXT NOT NULL,
    stability REAL NOT NULL,
    difficulty REAL NOT NULL,
    first INTEGER NOT NULL,
    last INTEGER NOT NULL,
    due INTEGER NOT NULL,
    reviews INTEGER NOT NULL,
    lapses INTEGER NOT NULL,
    PRIMARY KEY (question, part)
) STRICT, WITHOUT ROWID;
CREATE INDEX card_due ON card (bank, due);
