"""All entities of one kind, indexed by what their forms come down to, so that large banks stay quick."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from quizgen.forms import FormsBut, shapes, typed_shapes
from quizgen.identity import mark
from quizgen.model import Entity, Value
from quizgen.values import entity_value

_Index = dict[tuple[str, str], list[str]]
_Places = dict[tuple[str, str], list[int]]


@dataclass(slots=True)
class Kin:
    """The entities of a kind as values, in the order of the bank; ``languages`` are the bank's.

    ``marks`` are the numbers by which a question draws among them, one for each value; ``alike`` are the
    values' places by their traits.
    """

    entities: Sequence[Entity]
    languages: Sequence[str]
    values: tuple[Value, ...] = field(init=False)
    marks: tuple[int, ...] = field(init=False)
    alike: Mapping[frozenset[str], Sequence[int]] = field(init=False)
    _meant: _Index = field(init=False)
    _typed: _Index = field(init=False)
    _forms: Mapping[str, list[str]] = field(init=False)
    _having: _Places = field(init=False)
    _own: _Places = field(init=False)

    def __post_init__(self) -> None:
        """Index every form of every entity, in every language."""
        self.values = tuple(entity_value(entity, entity.place) for entity in self.entities)
        self.marks = tuple(mark(f"distractor {entity.key}") for entity in self.entities)
        alike = defaultdict(list)
        for at, entity in enumerate(self.entities):
            alike[entity.traits].append(at)
        self.alike = alike
        self._meant, self._typed = defaultdict(list), defaultdict(list)
        self._having, self._own = defaultdict(list), defaultdict(list)
        self._forms = {language: [] for language in self.languages}
        for entity in self.entities:
            for language, form in _each_form(entity, self.languages):
                place = len(self._forms[language])
                self._forms[language].append(form)
                self._own[language, entity.key].append(place)
                for shape in shapes(form, language):
                    self._having[language, shape].append(place)
                    self._meant[language, shape].append(entity.key)
                for shape in typed_shapes(form, language):
                    self._typed[language, shape].append(entity.key)

    def clashing(self, value: Value) -> Iterator[str]:
        """The keys of the entities of which something may be typed that is also a form of the value."""
        for language in self.languages:
            for form in value.forms.get(language, ()):
                for shape in typed_shapes(form, language):
                    yield from self._meant.get((language, shape), ())
                for shape in shapes(form, language):
                    yield from self._typed.get((language, shape), ())

    def other_forms(self, language: str, keys: Iterable[str], taken: frozenset[str]) -> FormsBut:
        """The forms of all entities but those of ``keys``, without the shapes that are taken."""
        own = (place for key in keys for place in self._own.get((language, key), ()))
        known = (place for shape in taken for place in self._having.get((language, shape), ()))
        return FormsBut(self._forms[language], tuple(sorted({*own, *known})))


def _each_form(entity: Entity, languages: Iterable[str]) -> Iterator[tuple[str, str]]:
    for language in languages:
        for form in entity.forms(language):
            yield language, form


def kin_by_kind(entities: Iterable[Entity], languages: Sequence[str]) -> Mapping[str, Kin]:
    """Kind -> its entities, indexed."""
    by_kind: dict[str, list[Entity]] = defaultdict(list)
    for entity in entities:
        by_kind[entity.kind].append(entity)
    return {kind: Kin(members, languages) for kind, members in by_kind.items()}
