"""The page as a file: one that stands alone, keeps its policy, stays small, and shows no key at a glance."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import zlib
from pathlib import Path
from typing import Any

from quizgen.export.html.page import packed
from tests.pages import sample_page
from tests.run import FLAGSHIP, quizgen
from tests.samples import QUESTIONS


def unpacked(page: bytes) -> dict[str, Any]:
    """The data that a page carries."""
    (found,) = re.findall(r'<script type="text/plain" id="data">([^<]*)</script>', page.decode())
    data: dict[str, Any] = json.loads(zlib.decompress(base64.b64decode(found)))
    return data


def test_the_policy_allows_this_script_and_this_style_and_nothing_else() -> None:
    """No source but two hashes and pictures in the file; the hashes are those of what stands in the page."""
    page = sample_page().decode()
    (policy,) = re.findall(r'http-equiv="Content-Security-Policy" content="([^"]*)"', page)
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    (script,) = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    digests = [base64.b64encode(hashlib.sha256(each.encode()).digest()).decode() for each in (script, style)]
    assert rules == {
        "default-src": "'none'",
        "script-src": f"'sha256-{digests[0]}'",
        "style-src": f"'sha256-{digests[1]}'",
        "img-src": "data:",
        "base-uri": "'none'",
        "form-action": "'none'",
        "require-trusted-types-for": "'script'",
        "trusted-types": "'none'",
    }
    assert page.index("Content-Security-Policy") < page.index("<style>")


def test_nothing_is_loaded_and_no_attribute_is_a_script() -> None:
    """No address, no handler in the markup, no style in an attribute, and no way to make markup of a text."""
    page = sample_page().decode()
    markup = re.sub(r"<(script|style)[^>]*>.*?</\1>", "", page, flags=re.DOTALL)
    assert re.findall(r"""(?:src|href)=["']?([^"' >]*)""", markup) == ["data:,"]
    assert re.findall(r"\s(?:on\w+|style)=", markup) == []
    assert (
        re.findall(r"https?:|//\w+\.|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|\bfetch\(", page)
        == []
    )


def test_keys_are_not_read_at_a_glance() -> None:
    """No stem, option, key or explanation stands in the source as it is read."""
    page = sample_page().decode()
    for text in ("Seoul", "Oslo", "Christiania", "Vienna", "Danube", "1948", "capital of"):
        assert text not in page, text
    assert unpacked(sample_page())["questions"][0]["right"] == 1


def test_the_page_holds_what_grading_takes_and_no_ids() -> None:
    """The data has a question's code but neither its id nor those of its facts."""
    data = unpacked(sample_page())
    assert [each["code"] for each in data["questions"]] == [question.code for question in QUESTIONS]
    assert "capital-korea" not in json.dumps(data)
    assert data["questions"][3]["in"]["en"]["blanks"] == {"1": {"accept": ["Oslo", "Christiania"], "others": []}}


def test_only_the_languages_asked_for() -> None:
    """A page in one language holds no word of another."""
    data = unpacked(sample_page(languages=("id",)))
    assert [each["code"] for each in data["languages"]] == ["id"]
    assert "South Korea" not in json.dumps(data)


def test_the_same_questions_make_the_same_page() -> None:
    """Made twice, the page is the same to the byte."""
    assert sample_page() == sample_page()


def test_every_word_that_the_scripts_say_is_in_the_data() -> None:
    """No script asks for a word that the page does not carry."""
    page = sample_page().decode()
    asked = set(re.findall(r'say\("([\w.-]+)"', page)) | set(
        re.findall(r'\? "((?:card|page|paper|play)\.[\w.-]+)"', page)
    )
    for entry in unpacked(sample_page())["languages"]:
        assert asked - entry["words"].keys() == set()
    assert len(asked) > 40


def test_a_title_is_text() -> None:
    """What a bank's title holds cannot end the title or the head."""
    assert "<title>Capitals &amp; rivers &lt;1&gt;</title>" in sample_page().decode()


def test_packed_data_is_letters_only() -> None:
    """Whatever the data holds, nothing in the page's source can end its element."""
    assert re.fullmatch(r"[A-Za-z0-9+/=]+", packed({"a": "</script><!--", "b": "\u2028"}))


# -- the command ------------------------------------------------------------------------------------


def test_the_flagship_page_is_small(tmp_path: Path) -> None:
    """All questions of the flagship bank in both languages take less than 250 kB."""
    ran = quizgen("handout", str(FLAGSHIP), "-l", "en,id", "-o", "quiz.html", folder=tmp_path)
    page = (tmp_path / "quiz.html").read_bytes()
    assert (ran.code, ran.out) == (0, "")
    assert ran.err == f"quiz.html: 359 questions, {len(page) // 1000} kB\n"
    assert len(page) < 250_000
    assert len(unpacked(page)["questions"]) == 359


def test_one_language_by_default_and_so_many_questions(tmp_path: Path) -> None:
    """Without ``-l`` the bank's first language; ``-n`` draws a fair paper as for print."""
    quizgen("handout", str(FLAGSHIP), "-n", "12", "-o", "quiz.html", folder=tmp_path)
    data = unpacked((tmp_path / "quiz.html").read_bytes())
    assert [each["code"] for each in data["languages"]] == ["en"]
    assert len(data["questions"]) == 12
    listed = quizgen("list", str(FLAGSHIP), "-n", "12", "--format", "json", folder=tmp_path).out.splitlines()
    assert [each["code"] for each in data["questions"]] == [json.loads(line)["code"] for line in listed]


def test_parallel_pages_have_their_letters(tmp_path: Path) -> None:
    """``--versions`` writes a page a form; each knows its letter, for the teacher's table."""
    ran = quizgen("handout", str(FLAGSHIP), "-n", "8", "--versions", "2", "-o", "quiz.html", folder=tmp_path)
    assert ran.code == 0
    papers = [unpacked((tmp_path / f"quiz-{letter}.html").read_bytes()) for letter in "AB"]
    assert [each["paper"] for each in papers] == ["A", "B"]
    assert [each["code"] for each in papers[0]["questions"]] != [each["code"] for each in papers[1]["questions"]]


def test_a_key_is_for_paper(tmp_path: Path) -> None:
    """``--key`` does not stop a page, and says that it does nothing there."""
    ran = quizgen("handout", str(FLAGSHIP), "-n", "3", "--key", "-o", "quiz.html", folder=tmp_path)
    assert ran.code == 0
    assert ran.err.splitlines()[0] == "quizgen: a page tells the answers itself; --key is for paper"
