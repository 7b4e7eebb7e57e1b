"""How much two accounts of different articles have in common, and what makes them accounts of different events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from geograph.merging.cards import ActorCard, EventCard
from geograph.merging.corpus import Account, Corpus
from geograph.merging.rules import EventRules, load_rules
from geograph.types import EntityKind

__all__ = ["Likeness", "compare", "days_apart", "described_alike", "window"]

_LONG = timedelta(days=31)
_STEM = 4
_PERSON = EntityKind.PERSON.value


@dataclass(slots=True)
class Likeness:
    """Weights of what two accounts share; ``conflicts`` names what they cannot share if they are one event."""

    parts: dict[str, float] = field(default_factory=dict)
    conflicts: list[str] = field(default_factory=list)

    def add(self, reason: str, weight: float) -> None:
        """Count ``weight`` for ``reason``."""
        if weight:
            self.parts[reason] = round(weight, 3)

    @property
    def score(self) -> float:
        """The sum of the weights."""
        return round(sum(self.parts.values()), 3)

    @property
    def reason(self) -> str:
        """What is shared, most telling first."""
        return ", ".join(sorted(self.parts, key=lambda name: (-self.parts[name], name)))


def compare(corpus: Corpus, one: Account, other: Account) -> Likeness:
    """Compare two accounts of different articles."""
    rules, found = load_rules().event, Likeness()
    (_, first), (_, second) = one, other
    if first.type != second.type:
        found.conflicts.append("type")
    if first.mode and second.mode and first.mode != second.mode and first.type == "CONSULT":
        found.conflicts.append("mode")  # a phone call is no visit
    elif first.mode and first.mode == second.mode:
        found.add("same mode", rules.same_mode)
    _compare_days(corpus, one, other, found)
    _compare_players(corpus, one, other, found)
    _compare_places(corpus, one, other, found)
    _compare_figures(first, second, found, rules)
    if {word[:_STEM] for word in first.words} & {word[:_STEM] for word in second.words}:
        found.add("trigger", rules.trigger)
    both = len(first.names | second.names)
    found.add("names", rules.names * len(first.names & second.names) / both if both else 0.0)
    found.add("story", rules.story * corpus.alike(one[0], other[0]))
    return found


# ---------------------------------------------------------------- days
def window(corpus: Corpus, account: Account) -> tuple[date, date, bool] | None:
    """First and last day that an account may be of, and whether it says so itself; None if nothing tells."""
    article, event = account
    if event.first is not None and event.last is not None and event.last - event.first <= _LONG:
        return event.first, event.last, True
    published = corpus.cards[article].published
    if published is None:
        return None
    return published - timedelta(days=load_rules().event.report_lag), published, False


def days_apart(one: tuple[date, date, bool], other: tuple[date, date, bool]) -> int:
    """Days between two windows; 0 where they meet."""
    return max((max(one[0], other[0]) - min(one[1], other[1])).days, 0)


def _compare_days(corpus: Corpus, one: Account, other: Account, found: Likeness) -> None:
    rules = load_rules().event
    first, second = window(corpus, one), window(corpus, other)
    if first is None or second is None:
        return
    gap = days_apart(first, second)
    told = first[2] + second[2]
    precise = one[1].precise and other[1].precise
    apart = abs((first[1] - second[1]).days)  # of the days of publication, where neither gives a day
    if gap > rules.days_apart or (precise and gap) or (not told and apart > rules.reported_apart):
        found.conflicts.append("day")
    elif told < 2:
        found.add("published near each other", rules.reported_day if gap == 0 else 0.0)
    elif gap == 0 and max(first[1] - first[0], second[1] - second[0]) <= timedelta(days=1):
        found.add("same day", rules.day)
    else:
        found.add("days that fit", rules.next_day)


# ---------------------------------------------------------------- who
def _compare_players(corpus: Corpus, one: Account, other: Account, found: Likeness) -> None:
    rules = load_rules().event
    (_, first), (_, second) = one, other
    if first.reciprocal or second.reciprocal:
        everyone = [_side(corpus, account, (*account[1].actors, *account[1].recipients)) for account in (one, other)]
        shared = _shared(corpus, one[0], other[0], *everyone)
        found.add("actors", (rules.actor + rules.recipient) / 2 * shared if shared else 0.0)
        people = [[entry for entry in side if entry[1] and entry[1].kind == _PERSON] for side in everyone]
        strangers = len(people[0]) > 1 and len(people[1]) > 1 and {k for k, _ in people[0]} != {k for k, _ in people[1]}
        if strangers or shared < min(len(everyone[0]), len(everyone[1]), 2):
            found.conflicts.append("actors")
        return
    sides = (
        ("actor", first.actors, second.actors, rules.actor, rules.actor_state),
        ("recipient", first.recipients, second.recipients, rules.recipient, rules.recipient_state),
    )
    for name, ours, theirs, exact, by_state in sides:
        mine, yours = _side(corpus, one, ours), _side(corpus, other, theirs)
        if {key for key, _ in mine} & {key for key, _ in yours}:
            found.add(name, exact)
        elif _rival_people(mine, yours):
            found.conflicts.append(name)
        elif _homes(corpus, one, ours) & _homes(corpus, other, theirs):
            found.add(f"state of the {name}", by_state)
        elif any(described_alike(a, b) for _, a in mine for _, b in yours):
            found.add(f"description of the {name}", rules.described)
        elif mine and yours and not _may_be_one(mine, yours):
            found.conflicts.append(name)


_Side = list[tuple[str, ActorCard | None]]


def _side(corpus: Corpus, account: Account, keys: Iterable[str]) -> _Side:
    article = account[0]
    return [(corpus.name(article, key), corpus.actor(article, key)) for key in dict.fromkeys(keys)]


def _homes(corpus: Corpus, account: Account, keys: Iterable[str]) -> set[str]:
    return {corpus.home(account[0], key) for key in keys}


def _shared(corpus: Corpus, article: str, rival: str, ours: _Side, theirs: _Side) -> int:
    """How many of the partners are the same, or act for the same state."""
    homes = {corpus.home(article, card.id) if card else key for key, card in ours}
    rivals = {corpus.home(rival, card.id) if card else key for key, card in theirs}
    exact = len({key for key, _ in ours} & {key for key, _ in theirs})
    return max(exact, len(homes & rivals))


def _rival_people(ours: _Side, theirs: _Side) -> bool:
    """Whether each side names persons and only these: a president's visit is not his minister's."""
    sides = (ours, theirs)
    return all(side and all(card and card.named and card.kind == _PERSON for _, card in side) for side in sides)


def _may_be_one(ours: _Side, theirs: _Side) -> bool:
    """Whether one side only describes whom the other may name: "gunmen" and the brigade that sent them."""
    return any(
        one is not None and other is not None and not (one.named and other.named) and _fit(one, other)
        for _, one in ours
        for _, other in theirs
    )


def described_alike(one: ActorCard | None, other: ActorCard | None) -> bool:
    """Whether two actors without a name have the same noun, codes and kind."""
    if one is None or other is None or one.named or other.named or one.known or other.known:
        return False
    heads = [card.name.lower().split()[-1].removesuffix("s") for card in (one, other) if card.name.strip()]
    return (one.kind, one.country) == (other.kind, other.country) and len(heads) == 2 and heads[0] == heads[1]


def _fit(one: ActorCard, other: ActorCard) -> bool:
    alike = load_rules().event.alike_sectors
    countries = not one.country or not other.country or one.country == other.country
    same_sector = not one.sector or not other.sector or one.sector == other.sector
    return countries and (same_sector or any({one.sector, other.sector} <= sectors for sectors in alike))


# ---------------------------------------------------------------- where, how many
def _compare_places(corpus: Corpus, one: Account, other: Account, found: Likeness) -> None:
    rules = load_rules().event
    (article, first), (rival, second) = one, other
    if first.place is None or second.place is None:
        return
    if corpus.name(article, first.place) == corpus.name(rival, second.place):
        found.add("place", rules.place)
        return
    ours, theirs = corpus.actor(article, first.place), corpus.actor(rival, second.place)
    same_country = ours is not None and theirs is not None and ours.country == theirs.country is not None
    wide = any(place is not None and place.kind == "State" for place in (ours, theirs))
    if same_country and wide:
        found.add("country", rules.country)
    else:
        found.conflicts.append("place")


def _compare_figures(first: EventCard, second: EventCard, found: Likeness, rules: EventRules) -> None:
    for ours in first.figures:
        for theirs in second.figures:
            if ours.kind != theirs.kind or ours.kind == "other" or min(ours.value, theirs.value) <= 0:
                continue
            ratio = max(ours.value, theirs.value) / min(ours.value, theirs.value)
            if ratio - 1 <= rules.number_near:
                small = max(ours.value, theirs.value) < rules.small_number
                found.add(f"number {ours.kind}", rules.number / 2 if small else rules.number)
            elif ratio >= rules.number_ratio and ours.kind in ("killed", "injured", "detained"):
                found.conflicts.append("number")
