"""``ignore``: who silences which check, and which of these silence nothing or name no check."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from quizgen.errors import Level, Place, Problem
from quizgen.lint.finding import Finding
from quizgen.meant import near
from quizgen.model import AnyQuestion, Bank, Fact, Relation


@dataclass(frozen=True, slots=True)
class Owner:
    """Something that has an ``ignore``: what it is, its name, and where it stands."""

    what: str
    name: str
    place: Place

    def __str__(self) -> str:
        """The owner in a message."""
        return f"the {self.what} '{self.name}'" if self.name else "the bank"


@dataclass(frozen=True, slots=True)
class Origins:
    """Where the generated questions of a bank come from."""

    facts: Mapping[str, Fact]
    relations: Mapping[str, Relation]

    @classmethod
    def of(cls, bank: Bank) -> Origins:
        """The facts and relations of a bank by their names."""
        return cls({fact.id: fact for fact in bank.facts}, bank.relations)

    def relation(self, question: AnyQuestion) -> Relation | None:
        """The relation that a generated question was made from; None for a hand-written one."""
        facts = self.behind(question)
        return self.relations.get(facts[0].relation) if facts else None

    def behind(self, question: AnyQuestion) -> tuple[Fact, ...]:
        """The facts that a generated question was made from; those that a hand-written one names do not count."""
        if not question.generated:
            return ()
        return tuple(self.facts[id_] for id_ in question.facts if id_ in self.facts)


def owners(bank: Bank) -> Iterator[tuple[Owner, Mapping[str, str]]]:
    """All that may silence a check, each with its ``ignore``, in the order of the bank's parts."""
    yield Owner("bank", "", bank.place), bank.ignore
    for entity in bank.entities.values():
        yield Owner("entity", entity.key, entity.place), entity.ignore
    for relation in bank.relations.values():
        yield Owner("relation", relation.name, relation.place), relation.ignore
    for fact in bank.facts:
        yield Owner("fact", fact.id, fact.place), fact.ignore
    for question in bank.questions:
        yield Owner("question", question.id, question.place), question.ignore


def silencers(check: str, finding: Finding, bank: Bank, origins: Origins) -> Iterator[Owner]:
    """All whose ``ignore`` silences a finding of a check."""
    if check in bank.ignore:
        yield Owner("bank", "", bank.place)
    for entity in finding.entities:
        if check in entity.ignore:
            yield Owner("entity", entity.key, entity.place)
    for question in finding.questions:
        if not question.generated and check in question.ignore:
            yield Owner("question", question.id, question.place)
        for fact in origins.behind(question):
            if check in fact.ignore:
                yield Owner("fact", fact.id, fact.place)
        relation = origins.relation(question)
        if relation is not None and check in relation.ignore:
            yield Owner("relation", relation.name, relation.place)


def ignore_problems(bank: Bank, used: Iterable[tuple[Owner, str]], names: tuple[str, ...]) -> Iterator[Problem]:
    """A warning for each ``ignore`` that silences nothing, and for each that names no check."""
    silenced = set(used)
    for owner, ignore in owners(bank):
        for check in ignore:
            if check not in names:
                told = near(check, names, few=0) or f"; the checks are {', '.join(names)}"
                message = f"{owner} silences '{check}' in 'ignore', but there is no such check{told}"
                yield Problem(owner.place, "unknown-check", message, Level.WARNING)
            elif (owner, check) not in silenced:
                message = f"{owner} silences '{check}' in 'ignore', but it finds nothing there; delete it"
                yield Problem(owner.place, "unused-ignore", message, Level.WARNING)
