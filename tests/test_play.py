"""The quiz line in, line out: transcripts, word for word."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from quizgen.model import Choice, Correction, Picture, SourceRef
from tests.playing import Terminal, plainly
from tests.samples import HERE, QUESTIONS, both, option

CHOICE, SELECT, TRUE_FALSE, SHORT, CLOZE, ORDER, MATCH = QUESTIONS


ENGLISH = """\
Capitals & rivers <1>
Questions: 7 · seed: 5
A line that begins with a colon is a command; :help lists them.

Question 1 of 7 · Asia · AAAA-0001
What is the capital of South Korea?
Choose one
  1. Tokyo
  2. Seoul
  3. Jakarta
> Oslo
Type a number from 1 to 3.
> 1
Wrong.
Tokyo is Japan's capital.
Answer: Seoul
Seoul has been the capital since 1948.
Source: The atlas, page two
Confirmed by: A page

Question 2 of 7 · Asia · AAAA-0002 · 0 of 1 right
Which of these lie in Asia? Choose all.
One answer or more (numbers, such as 1 3)
  1. Seoul
  2. Oslo
  3. Tokyo
  4. Lima
>
Type one number or more from 1 to 4, such as 1 3.
> 1
Partly right (50%).
Not chosen: Tokyo
Answer:
  Seoul
  Tokyo

Question 3 of 7 · Europe · AAAA-0003 · 0 of 2 right
Oslo is the capital of Sweden.
True or false? (t or f)
> perhaps
Type t for true or f for false.
> f
Right.
Answer: False
Oslo is the capital of Norway.

Question 4 of 7 · Europe · AAAA-0004 · 1 of 3 right
What is the capital of Norway?
Type the answer
> christiania
Right.
Answer: Oslo
Also right: Kristiania

Question 5 of 7 · Europe · AAAA-0005 · 2 of 4 right
_____(1) lies on the river _____(2) (six letters).
Fill in the blank
(1)
> Viena
(2)
> Danube
Right.
(1) It is written “Vienna”, not “Viena”.
Answer:
  (1) Vienna
  (2) Danube

Question 6 of 7 · AAAA-0006 · 3 of 5 right
Put these in order, the oldest first.
Put in order (all numbers, the first one first, such as 2 1 3)
  1. Brasilia
  2. Rome
  3. Vienna
> 2 3
Type every number from 1 to 3 once, such as 2 1 3.
> 2, 1, 3
Partly right (33%).
Out of place: Vienna
Answer:
  1. Rome
  2. Vienna
  3. Brasilia

Question 7 of 7 · Asia · AAAA-0007 · 3 of 6 right
Match each country with its capital.
Match (for each line, a number)
  - Japan
  - South Korea
  1. Jakarta
  2. Seoul
  3. Tokyo
Japan
> 3
South Korea
> 3
Type a number from 1 to 3 that is not used yet.
> 2
Right.
Answer:
  Japan – Tokyo
  South Korea – Seoul

Result
Asia: 1 of 3 right, score 50%
Europe: 3 of 3 right, score 100%
Other questions: 0 of 1 right, score 33%
Total: 4 of 7 right, score 69%

To look at again
AAAA-0001  What is the capital of South Korea?
You answered: Tokyo
Answer: Seoul

AAAA-0002  Which of these lie in Asia? Choose all.
You answered: Seoul
Answer:
  Seoul
  Tokyo

AAAA-0006  Put these in order, the oldest first.
You answered: Rome; Brasilia; Vienna
Answer:
  1. Rome
  2. Vienna
  3. Brasilia
"""

INDONESIAN = """\
Ibu kota & sungai <1>
Soal: 7 · benih acak: 5
Baris yang diawali titik dua adalah perintah; :bantuan menampilkan daftarnya.

Soal 1 dari 7 · Asia · AAAA-0001
Apa ibu kota Korea Selatan?
Pilih satu jawaban
  1. Tokyo
  2. Seoul
  3. Jakarta
> seoul
Benar.
Jawaban: Seoul
Seoul menjadi ibu kota sejak 1948.
Sumber: Atlas, halaman dua
Diperkuat oleh: Sebuah laman

Soal 2 dari 7 · Asia · AAAA-0002 · 1 dari 1 benar
Mana yang terletak di Asia? Pilih semua.
Satu jawaban atau lebih (beberapa nomor, misalnya 1 3)
  1. Seoul
  2. Oslo
  3. Tokyo
  4. Lima
> 3 1
Benar.
Jawaban:
  Seoul
  Tokyo

Soal 3 dari 7 · Eropa · AAAA-0003 · 2 dari 2 benar
Oslo adalah ibu kota Swedia.
Benar atau salah? (b atau s)
> benar
Salah.
Jawaban: Salah
Oslo adalah ibu kota Norwegia.

Soal 4 dari 7 · Eropa · AAAA-0004 · 2 dari 3 benar
Apa ibu kota Norwegia?
Ketik jawabannya
>
Salah.
Jawaban: Oslo
Juga benar: Kristiania

Soal 5 dari 7 · Eropa · AAAA-0005 · 2 dari 4 benar
_____(1) terletak di sungai _____(2) (six letters).
Isi bagian yang kosong
(1)
> wina
(2)
> Rhein
Benar sebagian (50%).
(2) “Rhein” salah.
Jawaban:
  (1) Vienna
  (2) Danube

Soal 6 dari 7 · AAAA-0006 · 2 dari 5 benar
Urutkan dari yang tertua.
Urutkan (semua nomor, yang pertama lebih dulu, misalnya 2 1 3)
  1. Brasilia
  2. Rome
  3. Wina
> 2 3 1
Benar.
Jawaban:
  1. Rome
  2. Wina
  3. Brasilia

Soal 7 dari 7 · Asia · AAAA-0007 · 3 dari 6 benar
Pasangkan negara dengan ibu kotanya.
Pasangkan (satu nomor untuk setiap baris)
  - Jepang
  - Korea Selatan
  1. Jakarta
  2. Seoul
  3. Tokyo
Jepang
> Jakarta
Korea Selatan
> 2
Benar sebagian (50%).
Pasangan yang salah: Jepang – Jakarta
Jawaban:
  Jepang – Tokyo
  Korea Selatan – Seoul

Hasil
Asia: 2 dari 3 benar, nilai 83%
Eropa: 0 dari 3 benar, nilai 17%
Soal lain: 1 dari 1 benar, nilai 100%
Jumlah: 3 dari 7 benar, nilai 57%

Perlu dilihat lagi
AAAA-0003  Oslo adalah ibu kota Swedia.
Jawaban Anda: Benar
Jawaban: Salah

AAAA-0004  Apa ibu kota Norwegia?
Jawaban Anda: kosong
Jawaban: Oslo
Juga benar: Kristiania

AAAA-0005  _____(1) terletak di sungai _____(2) (six letters).
Jawaban Anda: (1) wina; (2) Rhein
Jawaban:
  (1) Vienna
  (2) Danube

AAAA-0007  Pasangkan negara dengan ibu kotanya.
Jawaban Anda: Jepang – Jakarta; Korea Selatan – Seoul
Jawaban:
  Jepang – Tokyo
  Korea Selatan – Seoul
"""

ENGLISH_LINES = "Oslo\n1\n\n1\nperhaps\nf\nchristiania\nViena\nDanube\n2 3\n2, 1, 3\n3\n3\n2\n"
INDONESIAN_LINES = "seoul\n3 1\nbenar\n\nwina\nRhein\n2 3 1\nJakarta\n2\n"


@pytest.mark.parametrize(
    ("language", "lines", "transcript"),
    [("en", ENGLISH_LINES, ENGLISH), ("id", INDONESIAN_LINES, INDONESIAN)],
)
def test_plain_transcript(language: str, lines: str, transcript: str) -> None:
    """All seven kinds, line in and line out, word for word."""
    code, out = plainly(lines, language=language)
    assert out == transcript.replace("\n>\n", "\n> \n")
    assert code == 0


def test_plain_end_of_input_stops_with_what_was_answered() -> None:
    """The input ends in the third question: two are counted, and the exit code says so."""
    code, out = plainly("2\n1 3\n")
    assert code == 130
    assert (
        out.split("(t or f)\n> \n")[1]
        == """
Stopped after 2 of 7 questions.
Result
Asia: 2 of 2 right, score 100%
Total: 2 of 2 right, score 100%
"""
    )


def test_plain_end_of_input_before_anything() -> None:
    """Nothing answered is no result."""
    code, out = plainly("")
    assert code == 130
    assert out.endswith("  3. Jakarta\n> \n\nStopped after 0 of 7 questions.\n")


def test_plain_interrupt_stops_with_what_was_answered() -> None:
    """Ctrl-C at a prompt ends its line, and the result so far is shown."""

    class Interrupted(StringIO):
        def readline(self, size: int = -1, /) -> str:  # type: ignore[override]
            if line := super().readline(size):
                return line
            raise KeyboardInterrupt

    code, out = plainly(Interrupted("2\n"))
    assert code == 130
    assert "> \n\nStopped after 1 of 7 questions.\nResult\nAsia: 1 of 1 right, score 100%\n" in out


def test_plain_repeats_nothing_where_a_terminal_shows_it() -> None:
    """On a terminal the learner's line is on the screen already."""
    _, out = plainly(Terminal("Oslo\n"), [SHORT])
    assert "Type the answer\n> Right.\n" in out


def test_plain_exam_tells_nothing_before_the_end() -> None:
    """In an exam right and wrong come after the last answer, with everything known of what was missed."""
    code, out = plainly("1\nf\n", [CHOICE, TRUE_FALSE], exam=True)
    assert code == 0
    assert (
        out.split("> 1\n")[1]
        == """
Question 2 of 2 · Europe · AAAA-0003
Oslo is the capital of Sweden.
True or false? (t or f)
> f

Result
Asia: 0 of 1 right, score 0%
Europe: 1 of 1 right, score 100%
Total: 1 of 2 right, score 50%

To look at again
AAAA-0001  What is the capital of South Korea?
You answered: Tokyo
Wrong.
Tokyo is Japan's capital.
Answer: Seoul
Seoul has been the capital since 1948.
Source: The atlas, page two
Confirmed by: A page
"""
    )


def test_plain_without_topics_there_is_only_a_total() -> None:
    """A bank without topics has no table of them."""
    _, out = plainly("2 3 1\n", [ORDER])
    assert out.endswith("\nResult\nTotal: 1 of 1 right, score 100%\n")


def hostile() -> Choice:
    """Control characters and two lines where a teacher might have put them."""
    stem = both("Press \x1b[2J or\nnot [bold]?")
    options = (option("0", "\x1b]0;title\x07\nyes", because="\x9b31m"), option("1", "[red]no"))
    return Choice(id="x", code="X", stem=stem, place=HERE, options=options, right=1)


def test_plain_shows_control_characters_and_sends_none() -> None:
    """Neither a bank nor a learner steers the terminal."""
    _, out = plainly("\x1b[1m\n1\n", [hostile()])
    assert "Press ␛[2J or\nnot [bold]?\nChoose one\n  1. ␛]0;title␇ yes\n  2. [red]no\n> ␛[1m\n" in out
    assert not {"\x1b", "\x07", "\x9b"} & set(out)


def test_a_picture_is_told_by_its_text() -> None:
    """A terminal shows no image, so it says what is on it."""
    picture = Picture(file="a.png", content=b"", media_type="image/png", alt=both("A harbour"), place=HERE)
    _, out = plainly("Oslo\n", [replace(SHORT, image=picture)])
    assert "What is the capital of Norway?\nPicture: A harbour\nType the answer\n" in out


def test_a_correction_is_taught() -> None:
    """A slip in a cited source comes after the explanation."""
    slip = Correction(at=SourceRef("atlas", "2", HERE), prints=both("1945"), right=both("1948"), place=HERE)
    _, out = plainly("2\n", [replace(CHOICE, corrections=(slip,))])
    assert (
        "Seoul has been the capital since 1948.\n"
        "A slip in the source (The atlas, page two): it prints “1945”; right is “1948”.\nSource: " in out
    )
