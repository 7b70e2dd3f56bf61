"""A small bank with dates of every kind, places within places, people, and a slip: what study sheets are tested on."""

from __future__ import annotations

import tempfile
from pathlib import Path

from quizgen.bank.load import load_bank, load_words
from quizgen.export.sheet import StudySheet, study_sheet
from quizgen.generate.build import build
from quizgen.model import AnyQuestion, Bank

LESSON = """\
format: 1
bank: independence
title: {en: Indonesian independence, id: Kemerdekaan Indonesia}
languages: [en, id]
author: A teacher
licence: CC-BY-4.0
about: {en: What a *pupil* should know., id: Yang perlu diketahui *siswa*.}
topics: {events: {en: Events, id: Peristiwa}, places: {en: Places, id: Tempat}}
sources:
  book: {cite: {en: A schoolbook, id: Buku pelajaran}, place: {en: "page {n}", id: "halaman {n}"}}
  archive: {cite: {en: The archive, id: Arsip}, date: 1945-08-18}
entities:
  sukarno: {kind: person, name: Sukarno, about: {en: first president, id: presiden pertama}}
  hatta: {kind: person, name: Mohammad Hatta, about: {en: first vice-president, id: wakil presiden pertama}}
  yamamoto: {kind: person, name: Yamamoto, about: {en: never to be shown, id: jangan ditampilkan}}
  jakarta: {kind: city, name: Jakarta}
  bandung: {kind: city, name: Bandung}
  java: {kind: island, name: {en: Java, id: Jawa}}
  house: {kind: building, name: {en: the house in Pegangsaan Timur, id: rumah di Pegangsaan Timur}}
  proclamation: {kind: event, name: {en: the proclamation, id: proklamasi}}
  revolution: {kind: event, name: {en: the revolution, id: revolusi}}
  conference: {kind: event, name: {en: the round-table conference, id: Konferensi Meja Bundar}}
  pledge: {kind: event, name: {en: the Youth Pledge, id: Sumpah Pemuda}}
  secret: {kind: event, name: {en: a secret, id: rahasia}}
  lantern: {kind: light-house, name: Willem's Tower, about: {en: a light at sea, id: cahaya di laut}}
relations:
  happened:
    topic: events
    slots: {event: event, day: date}
    say: {en: "On {day} {event} took place.", id: "Pada {day} terjadi {event}."}
  lasted:
    topic: events
    slots: {event: event, span: period}
    say: {en: "From {span} {event} lasted.", id: "Selama {span} berlangsung {event}."}
  year:
    topic: events
    slots: {event: event, year: year}
    say: {en: "In {year} there was {event}.", id: "Pada tahun {year} ada {event}."}
  spoke:
    topic: events
    slots: {speaker: person, place: building, day: date}
    say: {en: "On {day}, {speaker} spoke at {place}.", id: "Pada {day}, {speaker} berpidato di {place}."}
  stands:
    topic: places
    slots: {place: building, city: city}
    say: {en: "In {city} stands {place}.", id: "Di {city} berdiri {place}."}
  lies:
    topic: places
    slots: {city: city, island: island}
    say: {en: "{city} lies on {island}.", id: "{city} terletak di {island}."}
  lit: {slots: {light: light-house}, say: {en: "{light} shines.", id: "{light} bersinar."}}
facts:
  - happened: {event: proclamation, day: 1945-08-17}
    source: [book#4, archive]
    explain: {en: A Friday., id: Hari Jumat.}
  - happened: {event: revolution, day: 1945-08-17}
    source: book#5
  - lasted: {event: revolution, span: 1945-08-17/1949-12-27}
    source: [book#5, book#6]
  - lasted: {event: conference, span: 1949-08-23/1949-11-02}
  - year: {event: pledge, year: 1928}
  - spoke: {speaker: sukarno, place: house, day: 1945-08-17}
  - spoke: {speaker: yamamoto, place: house, day: 1945-08-16}
    context: true
  - happened: {event: secret, day: 1945-08-15}
    context: true
  - stands: {place: house, city: jakarta}
  - lies: {city: jakarta, island: java}
  - lies: {city: bandung, island: java}
  - lit: {light: lantern}
corrections:
  - at: book#4
    prints: 17 August 1946
    right: 17 August 1945
    because: [archive]
    explain: {en: The archive is older., id: Arsip lebih tua.}
questions:
  - id: who-else
    kind: short
    topic: events
    ask: {en: "Who signed beside Sukarno?", id: "Siapa yang ikut menandatangani?"}
    answer: "@hatta"
    explain: {en: Both names stand there., id: Kedua nama tertulis.}
    source: archive
  - id: lonely
    kind: true-false
    say: {en: "It <was> a *Friday*.", id: "Itu <hari> *Jumat*."}
    truth: true
"""


def lesson() -> tuple[Bank, tuple[AnyQuestion, ...]]:
    """The bank and its questions."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "lesson.yaml"
        path.write_text(LESSON, encoding="utf-8")
        loaded = load_bank(path)
    assert loaded.bank is not None, loaded.problems
    return loaded.bank, build(loaded.bank).questions


def sheet(language: str = "en", *ids: str) -> StudySheet:
    """The study sheet of the whole bank, or of the questions named."""
    bank, questions = lesson()
    chosen = [each for each in questions if not ids or each.id in ids]
    return study_sheet(chosen, bank, language, load_words(language), everything=not ids)
