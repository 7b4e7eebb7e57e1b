"""What is known of an event's standing while it is read: the status so far, and who says so."""

from __future__ import annotations

from dataclasses import dataclass, field

from geograph.types import SpeechAct, Status

__all__ = ["CONDITION", "Said", "Standing"]

CONDITION = "condition"
"""The rule of what stands behind "if": whatever else is said of it, it is open."""
_OUTER = frozenset({Status.DENIED, Status.CLAIMED, Status.ALLEGED, Status.DISPUTED, Status.HYPOTHETICAL})
_STRONGER = frozenset({Status.THREATENED, Status.ORDERED})  # "warned that it would": a threat, no plan


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A verb of speech above an event: its token, that of its subject (None if unknown), and the speech act.

    ``plain`` verbs (say, report) pass on all that stands in the sentence; others (claim, order) only their own clause.
    """

    verb: int
    speaker: int | None
    act: SpeechAct
    plain: bool = True


@dataclass(slots=True)
class Standing:
    """What was read: the status, by which cues, who says so (innermost first), and whether a negation was met.

    ``presupposed`` is set where the walk leaves what is asserted ("while soldiers advanced", "the attack that"): from
    there on only plain statements count, and only for who says so.
    """

    status: Status = Status.REPORTED
    rules: list[str] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)
    negated: bool = False
    future: bool = False
    presupposed: bool = False
    conditional: bool = False

    def meet(self, status: Status | None, rule: str) -> None:
        """Take in one cue further out."""
        if status is None or self.presupposed:
            return
        self.rules.append(rule)
        if rule == CONDITION:
            self.status, self.conditional = status, True
        elif self.conditional:
            return
        if self.status is Status.REPORTED or (self.status is Status.PLANNED and status in _STRONGER):
            self.status = status
        elif status is Status.DENIED and self.status is Status.DENIED:
            self.status = Status.DISPUTED
        elif status in _OUTER and self.status not in {Status.DENIED, Status.DISPUTED}:
            self.status = status

    def hear(self, said: Said) -> None:
        """Take in one speaker further out."""
        if not self.presupposed or said.plain:
            self.said.append(said)
