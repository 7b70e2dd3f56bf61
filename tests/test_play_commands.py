"""Line in, line out: what the typed commands do, word for word."""

from __future__ import annotations

from dataclasses import replace

import pytest

from quizgen.model import AnyQuestion, Bank, Choice, Order
from tests.playing import Clock, Notes, plainly
from tests.samples import BANK, QUESTIONS, option

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS


def transcript(lines: str, *questions: AnyQuestion, language: str = "en", **details: object) -> str:
    """What is written from the first question on, up to the result."""
    _, out = plainly(lines, questions, language, **details)  # type: ignore[arg-type]
    return out.split("\n\n", 1)[1].split("\n\nResult\n")[0].split("\n\nHasil\n")[0].replace("\n> \n", "\n>\n") + "\n"


def after(prompt: str, *args: object, **details: object) -> str:
    """What is written after the first prompt."""
    return transcript(prompt, *args, **details).split("\n> ", 1)[1]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("question", "lines", "told"),
    [
        (CHOICE, ":hint\n:hint\n2\n",
         ":hint\nIt is not: Tokyo\n> :hint\nThere are no more hints for this one.\n> 2\n"),
        (SELECT, ":hint\n:hint\n1 3\n",
         ":hint\nSo many are right: 2\n> :hint\nThere are no more hints for this one.\n> 1 3\n"),
        (TRUE_FALSE, ":hint\nf\n", ":hint\nThere is no hint for this one.\n> f\nRight.\nAnswer: False\n"),
        (SHORT, ":hint\n:hint\n:hint\nOslo\n",
         ":hint\nIt begins with “O”; characters: 4\n> :hint\nIt begins with “Os”; characters: 4\n"
         "> :hint\nThere are no more hints for this one.\n> Oslo\n"),
        (CLOZE, ":hint\nVienna\nDanube\n",
         ":hint\n(1) It begins with “V”; characters: 6\n(2) It begins with “D”; characters: 6\n"
         "> Vienna\n(2)\n> Danube\n"),
        (ORDER, ":hint\n:hint\n2 3 1\n",
         ":hint\nAt place 1: Rome\n> :hint\nThere are no more hints for this one.\n> 2 3 1\n"),
        (MATCH, ":hint\n:hint\n3\n2\n",
         ":hint\nA pair: South Korea – Seoul\n> :hint\nThere are no more hints for this one.\n> 3\nSouth Korea\n> 2\n"),
    ],
    ids=lambda value: value.kind if hasattr(value, "kind") else "",
)  # fmt: skip
def test_a_hint_of_each_kind(question: AnyQuestion, lines: str, told: str) -> None:
    """What a hint gives away, kind by kind, and that it comes to an end."""
    assert after(lines, question).startswith(told)


def test_a_hint_halves_what_a_right_answer_counts_and_nothing_counts_it_twice() -> None:
    """Two hints cost what one does; the answer itself is still right."""
    _, out = plainly(":hint\n:hint\nOslo\n", [SHORT])
    assert "> Oslo\nRight.\nWith a hint it counts half.\nAnswer: Oslo\n" in out
    assert out.endswith("Total: 1 of 1 right, score 50%\n")


def test_hints_that_were_given_are_told_again_with_the_question() -> None:
    """Skipped, repeated or in another language: nobody pays for the same hint twice."""
    asked = "What is the capital of South Korea?\nChoose one\nIt is not: Tokyo\n  1. Tokyo (struck out)\n  2. Seoul\n"
    assert asked + "  3. Jakarta\n> 2\n" in transcript(":hint\n:repeat\n2\n", CHOICE)
    assert asked + "  3. Jakarta\n> 2\n" in transcript(":hint\n:skip\nOslo\n2\n", CHOICE, SHORT)


def test_a_skipped_question_comes_back_after_the_others_under_its_own_number() -> None:
    """Each is asked until it is answered."""
    assert transcript(":skip\n:skip\nOslo\n:skip\nf\n", TRUE_FALSE, SHORT) == (
        """\
Question 1 of 2 · Europe · AAAA-0003
Oslo is the capital of Sweden.
True or false? (t or f)
> :skip
Skipped; it comes back after the others.

Question 2 of 2 · Europe · AAAA-0004
What is the capital of Norway?
Type the answer
> :skip
Skipped; it comes back after the others.

Question 1 of 2 · Europe · AAAA-0003
Oslo is the capital of Sweden.
True or false? (t or f)
> Oslo
Type t for true or f for false.
> :skip
Skipped; it comes back after the others.

Question 2 of 2 · Europe · AAAA-0004
What is the capital of Norway?
Type the answer
> f
Wrong.
Answer: Oslo
Also right: Kristiania

Question 1 of 2 · Europe · AAAA-0003 · 0 of 1 right
Oslo is the capital of Sweden.
True or false? (t or f)
>

Stopped after 1 of 2 questions.
Result
Europe: 0 of 1 right, score 0%
Total: 0 of 1 right, score 0%

To look at again
AAAA-0004  What is the capital of Norway?
You answered: f
Answer: Oslo
Also right: Kristiania

"""
    )


def test_the_only_one_left_cannot_be_skipped() -> None:
    """It says so, and asks on."""
    assert after(":skip\nOslo\n", SHORT).startswith(":skip\nThis is the only one left.\n> Oslo\nRight.\n")


def test_an_answer_is_taken_back_and_given_anew() -> None:
    """Right after its feedback: the question comes again, and what counts is the second answer."""
    assert after(":undo\nt\n:undo\nf\nOslo\n", TRUE_FALSE, SHORT) == (
        """\
:undo
There is no answer to take back.
> t
Wrong.
Answer: False
Oslo is the capital of Norway.

Question 2 of 2 · Europe · AAAA-0004 · 0 of 1 right
What is the capital of Norway?
Type the answer
> :undo
Taken back: the answer to AAAA-0003.

Question 1 of 2 · Europe · AAAA-0003
Oslo is the capital of Sweden.
True or false? (t or f)
> f
Right.
Answer: False
Oslo is the capital of Norway.

Question 2 of 2 · Europe · AAAA-0004 · 1 of 1 right
What is the capital of Norway?
Type the answer
> Oslo
Right.
Answer: Oslo
Also right: Kristiania
"""
    )


def test_the_other_language_asks_and_tells_in_it() -> None:
    """The question comes again in the bank's next language, its feedback and what follows too; then back."""
    assert after(":language\n:bahasa\n:language\nbenar\n", TRUE_FALSE) == (
        """\
:language

Soal 1 dari 1 · Eropa · AAAA-0003
Oslo adalah ibu kota Swedia.
Benar atau salah? (b atau s)
> :bahasa

Question 1 of 1 · Europe · AAAA-0003
Oslo is the capital of Sweden.
True or false? (t or f)
> :language

Soal 1 dari 1 · Eropa · AAAA-0003
Oslo adalah ibu kota Swedia.
Benar atau salah? (b atau s)
> benar
Salah.
Jawaban: Salah
Oslo adalah ibu kota Norwegia.
"""
    )


def test_a_bank_in_one_language_has_no_other() -> None:
    """It says so."""
    told = after(":language\nf\n", TRUE_FALSE, bank=replace(BANK, languages=("en",)))
    assert told.startswith(":language\nThe bank has only this language.\n> f\nRight.\n")


def test_a_wrong_question_is_kept_with_a_remark() -> None:
    """In the line itself or in the next one; nothing typed is nothing kept; colons in a remark are its own."""
    notes = Notes()
    told = after(":wrong The key is old\n:wrong\n:hint is silly\n:wrong\n\nOslo\n", SHORT, memory=notes)
    assert told.startswith(
        """\
:wrong The key is old
Kept with the code AAAA-0004; `quizgen progress flags` lists it.
> :wrong
What is wrong with it? (nothing typed: never mind)
> :hint is silly
Kept with the code AAAA-0004; `quizgen progress flags` lists it.
> :wrong
What is wrong with it? (nothing typed: never mind)
>
Nothing was kept.
> Oslo
Right.
"""
    )
    assert notes.events == [
        ("flagged", "AAAA-0004", "en", "The key is old"),
        ("flagged", "AAAA-0004", "en", ":hint is silly"),
        ("answered", "AAAA-0004", "en", "Oslo", True, 0, 0, None),
    ]


def test_the_question_before_may_be_the_wrong_one() -> None:
    """What is wrong with a question shows in its feedback, when the next one stands there already."""
    notes = Notes()
    told = after("f\n:wrong Sweden?\n:hint\n2\nOslo\n", TRUE_FALSE, SHORT, memory=notes)
    assert (
        """\
> :wrong Sweden?
Which one is wrong?
  1. this question (AAAA-0004)
  2. the one before (AAAA-0003)
> :hint
Not now.
> 2
Kept with the code AAAA-0003; `quizgen progress flags` lists it.
> Oslo
"""
        in told
    )
    assert notes.events[1] == ("flagged", "AAAA-0003", "en", "Sweden?")


def test_without_a_memory_a_remark_has_no_place() -> None:
    """It says so before anybody writes one."""
    told = after(":wrong\nOslo\n", SHORT)
    assert told.startswith(":wrong\nNothing is remembered in this quiz, so it cannot be kept.\n> Oslo\n")


def test_repeat_reads_the_question_again() -> None:
    """With its heading and options, whatever of it was answered already."""
    shown = """\
Question 1 of 1 · Asia · AAAA-0007
Match each country with its capital.
Match (for each line, a number)
  - Japan
  - South Korea
  1. Jakarta
  2. Seoul
  3. Tokyo
Japan
> """
    told = transcript("3\n:repeat\n3\n2\n", MATCH)
    assert told.startswith(f"{shown}3\nSouth Korea\n> :repeat\n\n{shown}3\nSouth Korea\n> 2\nRight.\n")


def test_time_is_told_where_it_is_asked_for_and_nowhere_else() -> None:
    """A transcript has no time in it, so that it is the same each time."""
    told = after(":time\nOslo\n", SHORT, clock=Clock(step=40))
    assert told.startswith(":time\n2:00 so far\n> Oslo\n")


def test_help_lists_every_command() -> None:
    """In English."""
    assert after(":help\nOslo\n", SHORT).startswith(
        """\
:help
  :hint  a hint, which halves what the question counts
  :skip  later, after the others
  :undo  take the last answer back and answer again
  :language  the same question in another language of the bank
  :wrong  the question is wrong; a remark is kept for its author
  :repeat  the question once more
  :time  how much time is gone, or left
  :help  this list
  :quit  stop here, with the result so far
An answer that begins with a colon is typed with two of them.
> Oslo
"""
    )


def test_commands_have_names_in_indonesian_too() -> None:
    """Both names work, and the whole is said in Indonesian."""
    told = after(":bantuan\n:petunjuk\n:LEWATI\n:undo\n:keluar\n", CHOICE, SHORT, language="id")
    assert told == (
        """\
:bantuan
  :petunjuk  petunjuk, tetapi nilai soal ini menjadi setengah
  :lewati  nanti saja, setelah yang lain
  :batal  batalkan jawaban terakhir dan jawab lagi
  :bahasa  soal yang sama dalam bahasa lain dari bank ini
  :keliru  soalnya keliru; catatan disimpan untuk penyusunnya
  :ulangi  tampilkan soal ini sekali lagi
  :waktu  waktu yang sudah lewat atau yang tersisa
  :bantuan  daftar ini
  :keluar  berhenti di sini, dengan hasil sejauh ini
Jawaban yang diawali titik dua diketik dengan dua titik dua.
> :petunjuk
Bukan: Tokyo
> :LEWATI
Dilewati; soal ini muncul lagi setelah yang lain.

Soal 2 dari 2 · Eropa · AAAA-0004
Apa ibu kota Norwegia?
Ketik jawabannya
> :undo
Tidak ada jawaban yang bisa dibatalkan.
> :keluar

Berhenti setelah 0 dari 2 soal.

"""
    )


def test_quit_stops_with_the_result_so_far() -> None:
    """As Ctrl-C does: code 130."""
    code, out = plainly("f\n:quit\n", [TRUE_FALSE, SHORT])
    assert code == 130
    assert "> :quit\n\nStopped after 1 of 2 questions.\nResult\nEurope: 1 of 1 right, score 100%\n" in out


def test_an_unknown_command_is_no_answer() -> None:
    """A slip of the finger costs nothing."""
    unknown = "; :help lists them, and an answer that begins with a colon begins with two.\n"
    assert after(":hnit now\n:\nOslo\n", SHORT).startswith(
        f":hnit now\nThere is no command “hnit”{unknown}> :\nThere is no command “”{unknown}> Oslo\nRight.\n"
    )


def test_two_colons_are_an_answer_that_begins_with_one() -> None:
    """What stands in the record is what was meant."""
    notes = Notes()
    plainly("::hint\n", [SHORT], memory=notes)
    assert notes.events[0][:4] == ("answered", "AAAA-0004", "en", ":hint")


def test_every_kind_can_be_skipped_taken_back_and_repeated() -> None:
    """Seven kinds, one after the other, each with all of it; in the end all are right."""
    choice, select, short, order = "2", ":repeat 1,3 :undo 1,3", "Oslo", "2,3,1"
    cloze = ":hint Vienna :repeat Vienna Danube"
    lines = f"{choice} {select} :skip {short} {cloze} {order} 3 :skip :undo {order} f 3 2".replace(" ", "\n")
    code, out = plainly(lines)
    assert code == 0
    assert out.endswith(
        "Result\nAsia: 3 of 3 right, score 100%\nEurope: 3 of 3 right, score 83%\nOther questions: 1 of 1 right, "
        "score 100%\nTotal: 7 of 7 right, score 93%\n"
    )


def test_a_choice_of_two_has_no_hint_and_one_of_four_has_two() -> None:
    """Two options always stay."""
    assert isinstance(CHOICE, Choice)
    two = replace(CHOICE, options=CHOICE.options[:2])
    four = replace(CHOICE, options=(*CHOICE.options, option("x", "Busan")))
    assert after(":hint\n2\n", two).startswith(":hint\nThere is no hint for this one.\n")
    told = after(":hint\n:hint\n:hint\n2\n", four)
    assert told.count("It is not: ") == 2
    assert "Seoul" not in told.split("> 2")[0]


def test_an_order_of_two_has_no_hint() -> None:
    """The first of two would be the whole answer."""
    assert isinstance(ORDER, Order)
    two = replace(ORDER, items=ORDER.items[:2], shown=(1, 0))
    assert after(":hint\n2 1\n", two).startswith(":hint\nThere is no hint for this one.\n")


def test_a_bank_is_not_needed_to_have_topics() -> None:
    """A heading without a topic has the number, the code and how it went so far."""
    bank: Bank = replace(BANK, topics={})
    told = transcript("2 3 1\n2 3 1\n", ORDER, replace(ORDER, code="AAAA-0008"), bank=bank)
    assert told.startswith("Question 1 of 2 · AAAA-0006\n")
    assert "\n\nQuestion 2 of 2 · AAAA-0008 · 1 of 1 right\n" in told
