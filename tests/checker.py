"""A second reading of "What a rule may ask": a bank and a generated question in, breaches of its nine points out.

It shares no code with ``quizgen.generate``: values are compared, texts are filled and words are
counted anew here, from the facts as the loader gives them. So a slip there is no slip here too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from quizgen.model import (
    AnyQuestion,
    Bank,
    Choice,
    Cloze,
    Fact,
    Match,
    Option,
    Order,
    Relation,
    Select,
    Short,
    Template,
    TrueFalse,
)
from quizgen.text import Blank, Span, Text
from tests.reading import (
    DAYS,
    ENTITY,
    NUMBER,
    TEXT,
    Thing,
    Truth,
    forms,
    grammar,
    holds,
    named,
    option_thing,
    said_in,
    same,
    saying,
    shape,
    swapped,
    tells,
    thing,
    told,
)

# -- the nine points ------------------------------------------------------------------------------


def breaches(bank: Bank, question: AnyQuestion, options: int = 3) -> list[str]:
    """Every way in which a generated question breaks the design; ``options`` is what was wished for."""
    facts = {fact.id: fact for fact in bank.facts}
    if not question.facts or not all(id_ in facts for id_ in question.facts):
        return ["it rests on no facts of the bank"]
    shown = [facts[id_] for id_ in question.facts]
    relation = bank.relations[shown[0].relation]
    check = _Check(bank, relation, question, shown, options)
    return [f"{question.id}: {each}" for each in (*check.common(), *check.own())]


class _Check:
    def __init__(self, bank: Bank, relation: Relation, question: AnyQuestion, facts: list[Fact], options: int) -> None:
        self.bank, self.relation, self.question, self.facts, self.most = bank, relation, question, facts, options
        self.slot = ""
        if not isinstance(question, Match | Order):
            parts = question.id[len(facts[0].id) :] if isinstance(question, Choice | Cloze | TrueFalse) else ""
            self.slot = parts.split("/")[2] if parts else question.id.split("/")[2]

    def common(self) -> Iterator[str]:
        question, relation = self.question, self.relation
        if any(fact.context for fact in self.facts):
            yield "a context fact is asked"
        if question.kind not in relation.rules:
            yield "the relation does not want this rule"
        if question.topic != relation.topic or not question.generated:
            yield "topic or origin is wrong"
        cited = {str(ref) for fact in self.facts for ref in fact.sources}
        if {str(ref) for ref in question.sources} != cited:
            yield "the sources are not its facts'"
        for language in self.bank.languages:
            explanation = question.explanation.plain(language).casefold() if question.explanation else ""
            own = {
                told(say, fact.values, language)
                for fact in self.bank.facts
                if not fact.context
                for say in self.bank.relations[fact.relation].say
                if say.slots <= fact.values.keys()
            }
            for fact in self.bank.facts:
                if fact.context and fact.relation == relation.name:
                    for say in self._says(fact):
                        statement = told(say, fact.values, language)
                        if statement in explanation and not any(statement in each for each in own):
                            yield "the explanation shows a context fact"

    def _says(self, fact: Fact) -> list[Template]:
        return [say for say in self.relation.say if say.slots <= fact.values.keys()][:1]

    def own(self) -> Iterable[str]:
        match self.question:
            case Choice():
                return self.choice(self.question)
            case Short():
                return self.short(self.question)
            case Cloze():
                return self.cloze(self.question)
            case TrueFalse():
                return self.true_false(self.question)
            case Select():
                return self.select(self.question)
            case Match():
                return self.match(self.question)
            case Order():
                return self.order(self.question)

    def given(self, template: Template) -> dict[str, Thing]:
        """What the stem gives, from the fact that it is filled from."""
        giving = (fact for fact in self.facts if tells(template, fact, self.question.stem))
        fact = next(giving, self.facts[0])
        return {slot: thing(fact.values[slot]) for slot in template.slots if slot != self.slot}

    def truth(self, template: Template) -> Truth:
        return Truth(self.bank, self.relation, self.given(template), self.slot)

    def wrong_option(self, value: Thing, keys: list[Thing], rest: Text, template: Template) -> Iterator[str]:
        """What may be amiss with a value offered as wrong."""
        truth, relation = self.truth(template), self.relation
        value, keys = self.in_sentence(value), [self.in_sentence(key) for key in keys]
        label = value.label(self.bank.languages[0])
        if (standing := truth.of(value)) != "wrong":
            yield f"the wrong value '{label}' is {standing}"
        kind = relation.slots[self.slot].kind
        if value.sort == TEXT:
            yield "a text has a generated distractor"
        if value.sort != keys[0].sort or (value.sort == ENTITY and self.bank.entities[str(value.what)].kind != kind):
            yield f"'{label}' is of another kind"
            return
        grammars = [[grammar(key, each) for each in self.bank.languages] for key in keys]
        if [grammar(value, each) for each in self.bank.languages] not in grammars:
            yield f"'{label}' is of another form than the key"
        if named(self.bank, rest, value):
            yield f"'{label}' is named in the stem"
        if any(same(value, given) for given in self.given(template).values()):
            yield f"'{label}' is given"
        if relation.open:
            known = (
                thing(each)
                for fact in self.bank.facts
                if fact.relation == relation.name
                for slot, each in fact.values.items()
                if relation.slots[slot].kind == kind
            )
            if not any(same(value, each) for each in known):
                yield f"the open relation does not know '{label}'"
        for language in self.bank.languages if value.sort == ENTITY else ():
            for other in (*truth.right, *truth.unsafe):
                own, its = ({shape(form) for form in forms(self.bank, each, language)} for each in (value, other))
                if shape(value.label(language)) in its or shape(other.label(language)) in own:
                    yield f"'{label}' and one that is not wrong could be taken for each other"

    def in_sentence(self, value: Thing) -> Thing:
        """A value that was an option, as it stands inside a sentence: "the CHEY Institute"."""
        if value.sort != ENTITY:
            return value
        name = self.bank.entities[str(value.what)].name
        return Thing(ENTITY, value.what, tuple((each, name.plain(each)) for each in name.languages))

    def shown_options(self, shown: tuple[Option, ...]) -> Iterator[str]:
        for language in self.bank.languages:
            labels = [option.text.plain(language) for option in shown]
            if len({label.casefold() for label in labels}) < len(labels):
                yield "two options read the same"
            if any(label[:1].islower() for label in labels):
                yield "an option begins small"
            for option in shown:
                value = option_thing(option)
                if value.sort in (DAYS, NUMBER) and said_in(value.label(language), language) != value.what:
                    yield f"'{value.label(language)}' does not say {value.what}"
        sizes = [option_thing(option).what for option in shown if not option.key.startswith("@")]
        if sizes != sorted(sizes):  # type: ignore[type-var]
            yield "days or numbers do not ascend"

    def choice(self, question: Choice) -> Iterator[str]:
        ask, ask_one = self.relation.ask.get(self.slot), self.relation.ask_one.get(self.slot)
        read = [template for template in (ask, ask_one) if template and tells(template, self.facts[0], question.stem)]
        if not read:
            yield "the stem is none of the relation's"
            return
        template, key = read[-1], thing(self.facts[0].values[self.slot])
        truth = self.truth(template)
        if template is ask and len(truth.right) != 1:
            yield f"an open stem has {len(truth.right)} right values"
        if not same(option_thing(question.key), key) or truth.of(key) != "right":
            yield "the key is not the fact's"
        if not 2 <= len(question.options) <= self.most:
            yield f"it has {len(question.options)} options"
        if named(self.bank, question.stem, key):
            yield "the stem names its key"
        yield from self.shown_options(question.options)
        for at, option in enumerate(question.options):
            if at != question.right:
                yield from self.wrong_option(option_thing(option), [key], question.stem, template)

    def select(self, question: Select) -> Iterator[str]:
        template = self.relation.ask_all[self.slot]
        if not any(tells(template, fact, question.stem) for fact in self.facts):
            yield "the stem is not the relation's"
        truth = self.truth(template)
        values = [option_thing(option) for option in question.options]
        chosen = [values[at] for at in question.right]
        if len(chosen) < 2 or len(values) == len(chosen):
            yield "it needs two right and one wrong"
        if len(values) > 8 or len(values) > max(self.most, len(chosen) + 4):
            yield f"it has {len(values)} options"
        if len(chosen) != len(truth.shown) or not all(any(same(a, b) for b in chosen) for a in truth.shown):
            yield "the right ones are not all that the facts show"
        if any(named(self.bank, question.stem, value) for value in chosen):
            yield "the stem names a key"
        yield from self.shown_options(question.options)
        for at, value in enumerate(values):
            if at not in question.right:
                yield from self.wrong_option(value, chosen, question.stem, template)

    def accepts(self, accept: Mapping[str, tuple[str, ...]], truth: Truth) -> Iterator[str]:
        kind = self.relation.slots[self.slot].kind
        for language in self.bank.languages:
            expected = {form.casefold() for value in truth.values for form in value.forms[language]}
            accepted = {form.casefold() for form in accept[language]}
            if accepted != expected:
                yield f"it accepts {sorted(accepted ^ expected)[:3]} or does not, wrongly"
            rights = {right.what for right in truth.right}
            for entity in self.bank.entities.values():
                if entity.kind == kind and entity.key not in rights:
                    own = {shape(form) for form in (entity.name.plain(language), *entity.accept.get(language, ()))}
                    if own & {shape(form) for form in accept[language]}:
                        yield f"a form is also one of '{entity.key}', which is wrong"

    def short(self, question: Short) -> Iterator[str]:
        template = self.relation.ask[self.slot]
        if not any(tells(template, fact, question.stem) for fact in self.facts):
            yield "the stem is not the relation's"
        truth = self.truth(template)
        if truth.unsafe:
            yield "a value is unsafe"
        if any(named(self.bank, question.stem, value) for value in truth.right):
            yield "the stem names its key"
        if [fact.id for fact in truth.facts] != list(question.facts):
            yield "its facts are not those that agree"
        language = self.bank.languages[0]
        answers = [each.plain(language).casefold() for each in (question.typed.answer, *question.also)]
        if answers != [value.label(language).casefold() for value in truth.shown]:
            yield "the answers shown are not those of the facts"
        yield from self.accepts(question.typed.accept, truth)

    def cloze(self, question: Cloze) -> Iterator[str]:
        fact = self.facts[0]
        template, key = saying(self.relation, fact), thing(fact.values[self.slot])
        truth = self.truth(template)
        if len(truth.right) != 1 or truth.unsafe or not same(truth.right[0], key):
            yield "more than one value may be right"
        for language, pieces in question.text.items():
            whole = "".join(
                piece.text if isinstance(piece, Span) else "".join(span.text for span in piece.answer)
                for piece in pieces
            )
            if whole.casefold() != told(template, fact.values, language):
                yield "with its blank filled it is not the fact's statement"
            rest = " ".join(piece.text for piece in pieces if not isinstance(piece, Blank))
            if any(holds(rest, form) for form in forms(self.bank, key, language)):
                yield "the statement names its key"
        if set(question.blanks) != {1}:
            yield "it has more than one blank"
        yield from self.accepts(question.blanks[1].accept, truth)

    def true_false(self, question: TrueFalse) -> Iterator[str]:
        fact = self.facts[0]
        template, key = saying(self.relation, fact), thing(fact.values[self.slot])
        rest = Text(
            {
                language: tuple(
                    piece if isinstance(piece, Span) else Span(f" {fact.values[piece.slot].label.plain(language)} ")
                    for piece in pieces
                    if isinstance(piece, Span) or piece.slot != self.slot
                )
                for language, pieces in template.languages.items()
            }
        )
        if named(self.bank, rest, key):
            yield "the statement names its key"
        if question.truth:
            if not tells(template, fact, question.stem):
                yield "it is said to be true, but is not the fact's statement"
            return
        labels = {each: swapped(template, fact, self.slot, question.stem, each) for each in self.bank.languages}
        if None in labels.values():
            yield "the false statement differs in more than its slot"
            return
        language = self.bank.languages[0]
        kind = self.relation.slots[self.slot].kind
        said = str(labels[language])
        what = said_in(said, language) if key.sort != ENTITY else None
        for entity in self.bank.entities.values():
            if key.sort == ENTITY and entity.kind == kind:
                reads = entity.name.plain(language)
                what = entity.key if reads.casefold() == said.casefold() else what
        if what is None:
            yield f"'{said}' is nothing that the bank knows"
            return
        value = Thing(key.sort, what, tuple((each, str(label)) for each, label in labels.items()))
        yield from self.wrong_option(value, [key], rest, template)
        for each in self.bank.languages:
            right = told(template, fact.values, each)
            if question.explanation is None or right not in question.explanation.plain(each).casefold():
                yield "it does not say what is right"

    def match(self, question: Match) -> Iterator[str]:
        spec = self.relation.match
        assert spec is not None
        if not 3 <= len(question.lefts) <= 6 or len(question.rights) != len(question.lefts):
            yield f"it has {len(question.lefts)} rows"
        if [left.key for left in question.lefts] != list(question.facts):
            yield "its rows are not its facts"
        for at, one in enumerate(self.facts):
            left, right = thing(one.values[spec.left]), thing(one.values[spec.right])
            truth = Truth(self.bank, self.relation, {spec.left: left}, spec.right)
            if named(self.bank, one.values[spec.left].label, right) or named(self.bank, spec.ask, right):
                yield "a row or the stem names its right"
            for language in self.bank.languages:
                for shown, own in ((question.lefts[at], left), (question.rights[at], right)):
                    if shown.text.plain(language).casefold() != own.label(language).casefold():
                        yield "a row does not read as its fact"
            for other in self.facts:
                if other is not one and truth.of(thing(other.values[spec.right])) != "wrong":
                    yield "a left may go with another row's right"
        yield from self.distinct(question.lefts)
        yield from self.distinct(question.rights)

    def order(self, question: Order) -> Iterator[str]:
        spec = self.relation.order
        assert spec is not None
        if len(question.items) < 3:
            yield f"it has {len(question.items)} rows"
        if [item.key for item in question.items] != list(question.facts):
            yield "its rows are not its facts"
        if sorted(question.shown) != list(range(len(question.items))) or list(question.shown) == sorted(question.shown):
            yield "it is shown in the right order"
        sizes = [thing(fact.values[spec.by]).what for fact in self.facts]
        for one, other in pairwise(sizes):
            apart = one[1] < other[0] if isinstance(one, tuple) else one < other  # type: ignore[index,operator]
            if not apart:
                yield "two rows tie, overlap or stand the wrong way round"
        for fact in self.facts:
            shown, by = thing(fact.values[spec.show]), thing(fact.values[spec.by])
            truth = Truth(self.bank, self.relation, {spec.show: shown}, spec.by)
            if len(truth.right) != 1 or truth.unsafe:
                yield "a row may stand in two places"
            if named(self.bank, fact.values[spec.show].label, by) or named(self.bank, spec.ask, shown):
                yield "a row or the stem gives its place away"
        yield from self.distinct(question.items)

    def distinct(self, shown: tuple[Option, ...]) -> Iterator[str]:
        for language in self.bank.languages:
            if len({option.text.plain(language).casefold() for option in shown}) < len(shown):
                yield "two labels read the same"
