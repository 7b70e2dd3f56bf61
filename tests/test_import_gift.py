"""GIFT as teachers write it: what is taken, and what cannot be, with its place."""

from __future__ import annotations

import pytest

from tests.platforms import brought, lines, refused, said

TEACHERS = """\
// A file as Moodle's own documentation writes them
$CATEGORY: $course$/top/Year 9/Geo\\:graphy

::Q1:: What's between orange and green in the spectrum? {
  =yellow # right; good!
  ~red # wrong, it's yellow
  ~[html]<i>blue</i> # wrong, it's yellow
  ####Think of *a* rainbow\\: seven colours.
}

// [id:river] [tag:rivers]
Two people are entombed in Grant's tomb. { ~%-100%No one ~%50%Grant ~%50%Grant's wife ~%-100%Grant's father }

Grant is buried in a tomb in New York City.{FALSE#He is entombed.#Right!}

Who's buried in Grant's tomb?{=Ulysses S. Grant =Ulysses Grant}

Grant was born in {=1822 =MDCCCXXII} near the Ohio river.

Match the countries with their capitals. {
  =Canada -> Ottawa
  =Italy  -> Rome
  = -> Oslo
}

$CATEGORY: Sums

What is 3 \\= x \\{in words\\}? {#3:0.5}
"""


def test_every_type_that_a_bank_has_is_taken() -> None:
    """Weights, feedback, categories, formats in brackets, escapes, missing words, spare answers, numbers."""
    bank, problems = brought("gift", TEACHERS.encode())
    assert [said(question) for question in bank.questions] == [
        {"kind": "choice", "stem": "What's between orange and green in the spectrum?", "right": ["yellow"],
         "explanation": "right; good! Think of *a* rainbow: seven colours.",
         "wrong": [("blue", "wrong, it's yellow"), ("red", "wrong, it's yellow")]},
        {"kind": "select", "stem": "Two people are entombed in Grant's tomb.", "explanation": "",
         "right": ["Grant", "Grant's wife"], "wrong": [("Grant's father", ""), ("No one", "")]},
        {"kind": "true-false", "stem": "Grant is buried in a tomb in New York City.", "truth": False,
         "explanation": "He is entombed. Right!"},
        {"kind": "short", "stem": "Who's buried in Grant's tomb?", "explanation": "", "answer": "Ulysses S. Grant",
         "accept": ["Ulysses Grant", "Ulysses S. Grant"]},
        {"kind": "cloze", "stem": "Grant was born in _____ near the Ohio river.", "explanation": "",
         "blanks": {1: "1822"}},
        {"kind": "match", "stem": "Match the countries with their capitals.", "explanation": "",
         "pairs": [("Canada", "Ottawa"), ("Italy", "Rome")], "extra": ["Oslo"]},
        {"kind": "short", "stem": "What is 3 = x {in words}?", "explanation": "", "answer": "3", "accept": ["3"]},
    ]  # fmt: skip
    assert [bank.topic_name(question.topic, "en") for question in bank.questions] == ["Geo:graphy"] * 6 + ["Sums"]
    assert [question.id for question in bank.questions][1] == "river"
    assert lines(problems) == [
        "file:18:1: forms-lost only the first answer of a blank is taken, not 'MDCCCXXII'",
        "file:28:1: tolerance-lost the tolerance of 0.5 is not taken; only 3 is right",
        "file:12:1: tag-lost the tag 'rivers' (1) is not taken: a question has one topic, and no tags",
    ]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Write about it. {}", "file:3:1: not-taken this question is not taken: it is an essay, which no program can"
         " judge"),
        ("Read this.", "file:3:1: not-taken this question is not taken: it has no answer in braces { }"),
        ("What? {=a ~b", "file:3:1: not-taken this question is not taken: its brace { is not closed; write } after the"
         " answers"),
        ("What {=a} and {=b}?", "file:3:1: not-taken this question is not taken: it has several braces; write \\{ for a"
         " brace in a text"),
        ("  ::x:: What? {=a =b ~c}", "file:3:3: not-taken this question is not taken: any one of several answers is"
         " right; make it one with several right answers (~%50%…)"),
        ("What? {~a ~b}", "file:3:1: not-taken this question is not taken: it has no right answer"),
        ("What? {=a ~A ~b}", "file:3:1: not-taken this question is not taken: two of its answers read 'A'"),
        ("What? {#1..5}", "file:3:1: number-lost the number '1..5' is not taken: only single numbers can be typed"
         " answers\nfile:3:1: not-taken this question is not taken: it has no answer"),
        ("What? {=a*b}", "file:3:1: wildcard the answer 'a*b' has a * for anything; it is not taken\n"
         "file:3:1: not-taken this question is not taken: it has no answer"),
        ("Match. {=a -> b =c -> b}", "file:3:1: not-taken this question is not taken: two of its answers read 'b'"),
        ("What? {=right ~%50%half ~no}", "file:3:1: part-lost an answer that is right in part counts as wrong here"),
        ("What? {oops =a ~b}", "file:3:1: content-lost 'oops' stands before the first = or ~ and is not taken"),
        ("[html]<img src='x.png'>What? {=a ~b}", "file:3:1: picture-lost the picture 'x.png' in the question is not"
         " taken"),
    ],
)  # fmt: skip
def test_what_cannot_be_taken_is_told_where_it_stands(question: str, told: str) -> None:
    """Nothing goes lost silently; the questions around it are taken."""
    _, problems = brought("gift", f"One {{=1}}\n\n{question}\n\nTwo {{=2}}\n".encode())
    assert lines(problems) == told.split("\n")


def test_markup_becomes_the_banks_own() -> None:
    """Emphasis, strong and code stay, lists are lines, raised figures stay raised, links keep their address."""
    text = (
        "[html]<p>So <em>fine</em> and <b>very <i>big</i></b> with <code>a*b</code></p>"
        "<ul><li>one</li><li>two</li></ul>"
        'x<sup>2</sup> at <a href="https\\://example.org/">a page</a> &lt\\;tag&gt\\; {=a ~b}'
    ).replace("&lt\\;", "&lt;").replace("&gt\\;", "&gt;")  # fmt: skip
    bank, problems = brought("gift", text.encode())
    assert problems == []
    assert bank.questions[0].stem.plain("en") == (
        "So fine and very big with a*b\n• one\n• two\nx² at a page (https://example.org/) <tag>"
    )
    assert [(span.text, str(span.style)) for span in bank.questions[0].stem.rich("en") if span.style] == [
        ("fine", "Style.EMPHASIS"),
        ("very", "Style.STRONG"),
        ("big", "Style.EMPHASIS|STRONG"),
        ("a*b", "Style.CODE"),
    ]


def test_a_file_that_is_not_utf_8_is_refused_at_the_byte() -> None:
    """The line and the column of what cannot be read."""
    assert refused("gift", "A {=b}\n\nCaf\u00e9 {=c}\n".encode("latin-1")) == [
        "file:3:4: encoding byte 0xe9 is not UTF-8; save it as UTF-8, and check this row"
    ]
    (told,) = refused("gift", "A {=b}".encode("utf-16"))
    assert told.startswith("file:1:1: encoding the file is saved as UTF-16")


def test_a_file_without_a_question_says_so() -> None:
    """Comments alone are nothing to take."""
    assert refused("gift", b"// nothing\n\n$CATEGORY: x\n") == [
        "file:1:1: empty-file there is no question here that can be taken"
    ]
