"""The questions chosen so far, and what a further one would do to them: repeat a fact, give an answer away."""

from __future__ import annotations

from collections import defaultdict
from enum import IntEnum

from quizgen.model import AnyQuestion
from quizgen.select.cues import Cues, Hook


class Fit(IntEnum):
    """How a question fits those chosen, the better the higher.

    CLASH: whichever comes first gives an answer away. REPEAT: a fact is asked again, but in some order
    nothing is given away. ORDERED: no fact is asked again, and in some order nothing is given away.
    FREE: no fact is asked again, and nothing is given away in any order.
    """

    CLASH = 0
    REPEAT = 1
    ORDERED = 2
    FREE = 3


class Chosen:
    """Questions chosen one by one; ``first`` says for each id which others' ids have to come before it."""

    def __init__(self, cues: Cues) -> None:
        self.questions: list[AnyQuestion] = []
        self.first: dict[str, set[str]] = {}
        self._cues = cues
        self._facts: set[str] = set()
        self._by_offer: dict[Hook, list[AnyQuestion]] = defaultdict(list)
        self._by_hook: dict[Hook, list[AnyQuestion]] = defaultdict(list)
        self._after: dict[str, set[str]] = defaultdict(set)

    def fit(self, question: AnyQuestion) -> Fit:
        """How a question that is not yet chosen fits those that are."""
        givers, takers = self._cued_by(question), self._cues_of(question)
        if givers and takers and self._leads(givers, takers):
            return Fit.CLASH
        if not self._facts.isdisjoint(question.facts):
            return Fit.REPEAT
        return Fit.ORDERED if givers or takers else Fit.FREE

    def add(self, question: AnyQuestion) -> None:
        """Choose a question."""
        givers, takers = self._cued_by(question), self._cues_of(question)
        self.first[question.id] = takers
        for taker in takers:
            self._after[taker].add(question.id)
        for giver in givers:
            self.first[giver].add(question.id)
            self._after[question.id].add(giver)
        profile = self._cues.profile(question)
        for offer in profile.offers:
            self._by_offer[offer].append(question)
        for hook in profile.hooks:
            self._by_hook[hook].append(question)
        self._facts.update(question.facts)
        self.questions.append(question)

    def _cued_by(self, question: AnyQuestion) -> set[str]:
        """The ids of those chosen that give a question's answer away: it has to come before them."""
        hooks = self._cues.profile(question).hooks
        near = {giver.id: giver for hook in hooks for giver in self._by_offer.get(hook, ())}
        return {id_ for id_, giver in near.items() if self._cues.why(giver, question) is not None}

    def _cues_of(self, question: AnyQuestion) -> set[str]:
        """The ids of those chosen whose answer a question gives away: they have to come before it."""
        offers = self._cues.profile(question).offers
        near = {taker.id: taker for offer in offers for taker in self._by_hook.get(offer, ())}
        return {id_ for id_, taker in near.items() if self._cues.why(question, taker) is not None}

    def _leads(self, givers: set[str], takers: set[str]) -> bool:
        """True where a giver, which has to come after, already has to come before a taker or is one."""
        waiting, seen = list(givers), set(givers)
        while waiting:
            id_ = waiting.pop()
            if id_ in takers:
                return True
            new = self._after[id_] - seen
            seen |= new
            waiting.extend(new)
        return False
