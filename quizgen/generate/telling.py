"""What the facts say of a value, in their own statements: so that a wrong answer teaches what it really is."""

from __future__ import annotations

from dataclasses import dataclass, field

from quizgen.model import Bank, Fact, Value
from quizgen.text import Text
from quizgen.values import filled, saying


@dataclass(slots=True)
class Telling:
    """The first fact that says something of each value; context facts are not shown, so they say nothing."""

    bank: Bank
    _here: dict[tuple[str, str, str], Fact] = field(default_factory=dict)
    _anywhere: dict[str, Fact] = field(default_factory=dict)
    _statements: dict[str, Text | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Index the facts by the values that their statements name."""
        for fact in self.bank.facts:
            template = None if fact.context else saying(self.bank.relations[fact.relation], fact)
            if template is None:
                continue
            for slot in template.slots:
                value = fact.values[slot]
                self._here.setdefault((fact.relation, slot, value.same), fact)
                if value.entity:
                    self._anywhere.setdefault(value.entity.key, fact)

    def of(self, value: Value, relation: str, slot: str) -> Text | None:
        """What a fact of the relation says of the value in that slot; of an entity, else what any fact says."""
        fact = self._here.get((relation, slot, value.same))
        if fact is None and value.entity:
            fact = self._anywhere.get(value.entity.key)
        if fact is None:
            return None
        return self.statement(fact)

    def statement(self, fact: Fact) -> Text | None:
        """A fact as a sentence, put in words once; None where its relation says nothing of it."""
        if fact.id not in self._statements:
            template = saying(self.bank.relations[fact.relation], fact)
            self._statements[fact.id] = filled(template, fact.values) if template else None
        return self._statements[fact.id]
