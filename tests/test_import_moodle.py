"""Moodle XML as Moodle exports it: what is taken, what cannot be, and files that mean harm."""

from __future__ import annotations

import base64

import pytest

from tests.platforms import brought, lines, refused, said
from tests.test_import_anki import PNG

QUIZ = """<?xml version="1.0" encoding="UTF-8"?>
<quiz>
  <question type="category"><category><text>$course$/top/Default for Bio//Chem/Cells</text></category></question>
  {}
</quiz>
"""


DECLARED = (
    "unreadable-file this XML file is not read: it declares a document type (<!DOCTYPE …>), which is not read here;"
    " take it out"
)


def quiz(*questions: str) -> bytes:
    """A file with these questions, the first on line 4."""
    return QUIZ.replace("{}", "\n  ".join(questions)).encode()


def question(kind: str, stem: str, *parts: str) -> str:
    """A question with a stem of HTML."""
    text = f'<questiontext format="html"><text><![CDATA[{stem}]]></text></questiontext>'
    return f'<question type="{kind}"><name><text>n</text></name>{text}{"".join(parts)}</question>'


def answer(said_: str, fraction: float = 0, feedback: str = "", tag: str = "answer") -> str:
    """An answer with its weight and feedback."""
    told = f'<feedback format="html"><text>{feedback}</text></feedback>' if feedback else ""
    return f'<{tag} fraction="{fraction}" format="html"><text>{said_}</text>{told}</{tag}>'


def test_every_type_that_a_bank_has_is_taken() -> None:
    """Fractions, feedback, tags of ours, idnumbers, ordering, cloze in Moodle's notation, dragged words."""
    image = base64.b64encode(PNG).decode()
    bank, problems = brought("moodle", quiz(
        question("multichoice", '<p>Which <b>cell</b>?</p><img src="@@PLUGINFILE@@/a%20b.png" alt="x"/>'
                 .replace("a%20b", "c"),
                 "<single>true</single><idnumber>bio/cell</idnumber>",
                 "<generalfeedback format='html'><text>Look.&lt;br/&gt;Source: A book, page 2</text></generalfeedback>",
                 answer("plant", 100, "Yes!"), answer("stone", 0, "Stones do not live.")),
        question("multichoice", "Which two?", "<single>false</single><idnumber>bio/two</idnumber>",
                 answer("a", 50), answer("b", 50), answer("c", -100)),
        question("truefalse", "It lives.", answer("true", 0, "No."), answer("false", 100)),
        question("shortanswer", "Name it.", "<usecase>0</usecase>", answer("a \\* b", 100), answer("ab", 100)),
        question("numerical", "How many?", answer("46", 100).replace("</answer>", "<tolerance>0</tolerance></answer>")),
        question("matching", "Match.", "<subquestion><text>one</text><answer><text>1</text></answer></subquestion>",
                 "<subquestion><text>two</text><answer><text>2</text></answer></subquestion>",
                 "<subquestion><text></text><answer><text>3</text></answer></subquestion>"),
        question("ordering", "Order.", answer("second", 2), answer("first", 1)),
        question("cloze", "Salt is {1:SA:=NaCl} and {2:MCS:%0%KCl~=C&#35;} &lt;gas&gt;."),
        question("ddwtos", "Red [[1]], blue [[2]].", "<dragbox><text>rose</text></dragbox>",
                 "<dragbox><text>sky</text></dragbox>"),
    ).replace(b"</text></questiontext><single>", b"</text><file name='c.png' encoding='base64'>" + image.encode()
              + b"</file></questiontext><single>", 1))  # fmt: skip
    assert [said(each) for each in bank.questions] == [
        {"kind": "choice", "stem": "Which cell?", "explanation": "Yes! Look.", "right": ["plant"],
         "wrong": [("stone", "Stones do not live.")]},
        {"kind": "select", "stem": "Which two?", "explanation": "", "right": ["a", "b"], "wrong": [("c", "")]},
        {"kind": "true-false", "stem": "It lives.", "explanation": "No.", "truth": False},
        {"kind": "short", "stem": "Name it.", "explanation": "", "answer": "a * b", "accept": ["a * b", "ab"]},
        {"kind": "short", "stem": "How many?", "explanation": "", "answer": "46", "accept": ["46"]},
        {"kind": "match", "stem": "Match.", "explanation": "", "pairs": [("one", "1"), ("two", "2")], "extra": ["3"]},
        {"kind": "order", "stem": "Order.", "explanation": "", "items": ["first", "second"]},
        {"kind": "cloze", "stem": "Salt is _____ [1] and _____ [2] <gas>.", "explanation": "",
         "blanks": {1: "NaCl", 2: "C#"}},
        {"kind": "cloze", "stem": "Red _____ [1], blue _____ [2].", "explanation": "", "blanks": {1: "rose", 2: "sky"}},
    ]  # fmt: skip
    assert lines(problems) == ["file:11:3: forms-lost only the first right answer of a gap is taken, not 'KCl'"]
    assert {bank.topic_name(each.topic, "en") for each in bank.questions} == {"Cells"}
    assert (bank.id, [each.id for each in bank.questions][:2]) == ("bio", ["cell", "two"])
    image_ = bank.questions[0].image
    assert image_ is not None
    assert (image_.content, image_.alt.plain("en")) == (PNG, "x")


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (question("essay", "Write."),
         "not-taken this question is not taken: it is an essay, which no program can judge"),
        (question("calculated", "x"),
         "not-taken this question is not taken: its type 'calculated' has no like in a bank"),
        (question("multichoice", "x", answer("a", 100), answer("b", 100)),
         "not-taken this question is not taken: any one of several answers is right"),
        (question("multichoice", "", answer("a", 100), answer("b")),
         "not-taken this question is not taken: it has no text"),
        (question("shortanswer", "x", answer("*", 100)),
         "wildcard the answer '*' has a * for anything; it is not taken\n"
         "not-taken this question is not taken: it has no answer"),
        (question("truefalse", "x", answer("ja", 100)),
         "not-taken this question is not taken: it says neither true nor false"),
        (question("cloze", "no gap"), "not-taken this question is not taken: it has no blank with an answer"),
        (question("truefalse", "x", answer("true", 100), "<hint><text>Think!</text></hint>"),
         "feedback-lost the hint 'Think!' is not taken"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_where_it_stands(given: str, told: str) -> None:
    """Line and column of its element."""
    _, problems = brought("moodle", quiz(given, question("truefalse", "fine", answer("true", 100))))
    assert [f"{each.place.line} {each.code} {each.message}" for each in problems] == [
        f"4 {line}" for line in told.split("\n")
    ]


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "file:1:1: unreadable-file this is no sound XML: no element found"),
        (b"<quiz><question></quiz>", "file:1:19: unreadable-file this is no sound XML: mismatched tag"),
        (b"<html><body/></html>",
         "file:1:1: unreadable-file this is XML, but not Moodle's: it begins with <html>, not with <quiz>"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
         f"file:2:16: {DECLARED}"),
        (b'<!DOCTYPE quiz SYSTEM "file:///etc/passwd"><quiz/>',
         f"file:1:43: {DECLARED}"),
        (b"<quiz>" + b"<a>" * 200,
         "file:1:304: unreadable-file this XML file is not read: elements stand more than 100 deep in each other"),
        (b'<?xml version="1.0" encoding="x-klingon"?><quiz/>',
         "file:1:31: encoding the file's encoding is not known here (unknown encoding: x-klingon); save it as UTF-8"),
        (b"<quiz>\xe9</quiz>", "file:1:7: unreadable-file this is no sound XML: not well-formed (invalid token)"),
        (b"<quiz>&#0;</quiz>", "file:1:7: unreadable-file this is no sound XML: reference to invalid character number"),
        (b"<quiz></quiz>", "file:1:1: empty-file there is no question here that can be taken"),
    ],
)  # fmt: skip
def test_a_file_that_is_damaged_or_means_harm_is_refused_in_a_line(content: bytes, told: str) -> None:
    """Entities are never expanded, no file is fetched, no depth is without end."""
    assert refused("moodle", content) == [told]


def test_a_file_in_another_encoding_is_read_as_it_says() -> None:
    """Latin-1 and UTF-16 say so themselves."""
    text = question("shortanswer", "Café?", answer("crème", 100))
    for encoding in ("iso-8859-1", "utf-16"):
        content = f'<?xml version="1.0" encoding="{encoding}"?><quiz>{text}</quiz>'.encode(encoding)
        bank, _ = brought("moodle", content)
        assert said(bank.questions[0])["stem"] == "Café?"


def test_what_is_alive_in_html_is_text_or_gone() -> None:
    """A script, a handler, a frame: nothing of it reaches the bank."""
    stem = (
        "<p onclick='x()'>Who?<script>steal()</script><iframe src='https://example.org'></iframe></p><style>p{}</style>"
    )
    bank, problems = brought("moodle", quiz(question("shortanswer", stem, answer("me", 100))))
    assert said(bank.questions[0])["stem"] == "Who?"
    assert [each.message for each in problems] == [
        "a script in the question is not taken",
        "a frame in the question is not taken",
    ]


def test_a_picture_that_is_none_is_not_written() -> None:
    """Its bytes decide, not its name; a drawing that could act is no picture."""
    svg = base64.b64encode(b'<svg onload="x()"><script/></svg>').decode()
    stem = '<img src="@@PLUGINFILE@@/a.png" alt="a"/>What?</p>'
    file = f"<file name='a.png' encoding='base64'>{svg}</file></questiontext>"
    given = question("shortanswer", stem, answer("me", 100)).replace("</questiontext>", file)
    bank, problems = brought("moodle", quiz(given))
    assert bank.questions[0].image is None
    assert [each.message for each in problems] == ["the picture '@@PLUGINFILE@@/a.png' in the question is not taken"]
