"""Who says what is quoted, and to whom: what "we", "I" and "you" mean inside a quotation."""

from __future__ import annotations

from geograph.lexicons.coref import coref_tables
from geograph.linking.describe import owner_of
from geograph.linking.scene import Registry, Scene
from geograph.types import Entity, EntityKind, MentionForm

__all__ = ["addressee_of", "speaker_entity", "speaker_of", "voice_of"]

_BODIES = frozenset({EntityKind.MILITARY, EntityKind.SECURITY})
_GROUPS = _BODIES | frozenset(
    {EntityKind.ARMED_GROUP, EntityKind.PARTY, EntityKind.IGO, EntityKind.ORGANISATION, EntityKind.COMPANY}
)
_NEAR = 12


def speaker_of(scene: Scene, token: int) -> int | None:
    """The token of the subject of the verb of speech that the clause or quotation around ``token`` hangs on."""
    verb = _speech_verb(scene, token)
    return _subject(scene, verb) if verb is not None else None


def speaker_entity(scene: Scene, registry: Registry, token: int) -> Entity | None:
    """Whom the subject of that verb is linked to."""
    subject = speaker_of(scene, token)
    number = scene.draft_at.get(subject) if subject is not None else None
    return registry.entity_of(number) if number is not None else None


def _subject(scene: Scene, verb: int) -> int | None:
    tree = scene.tree
    subject: int | None = tree.kid(verb, "nsubj")
    while subject is None and tree.deps[verb] == "conj" and tree.pos[tree.heads[verb]] == "VERB":
        verb = tree.heads[verb]
        subject = tree.kid(verb, "nsubj")
    return subject


def _speech_verb(scene: Scene, token: int) -> int | None:
    tree = scene.tree
    quote = scene.quoted(token)
    speech = scene.tables.classes["speech"]
    for above in tree.ancestors(token):
        outside = quote is None or not quote[0] <= above < quote[1]
        if outside and tree.lemmas[above] in speech and _subject(scene, above) is not None:
            subject = _subject(scene, above)
            if subject is not None and subject != token and (quote is None or not quote[0] <= subject < quote[1]):
                return above
    if quote is None:
        return None
    return _beside(scene, quote)


def _beside(scene: Scene, quote: tuple[int, int]) -> int | None:
    """A verb of speech right after or right before the quotation, where the parse has cut it off."""
    tree = scene.tree
    first, last = tree.sentences[quote[0]], tree.sentences[quote[1] - 1]
    after = tree.sentences[min(quote[1], len(tree) - 1)]
    nearby: list[int] = [
        *range(quote[1], min(quote[1] + _NEAR, len(tree))),
        *range(quote[0] - 1, max(quote[0] - _NEAR, -1), -1),
    ]
    for token in nearby:
        if token >= quote[1] and tree.sentences[token] != after:
            continue  # "... I need help," May told him. Juncker said: what the next sentence says is another's
        said = tree.lemmas[token] in scene.tables.classes["speech"] and tree.pos[token] == "VERB"
        near = abs(tree.sentences[token] - (last if token >= quote[1] else first)) <= 1
        if said and near and _subject(scene, token) is not None:
            return token
    return None


def voice_of(scene: Scene, registry: Registry, person: Entity) -> Entity | None:
    """The group that a person speaks for: as its spokesman or leader, or who "leads" or "speaks for" it."""
    for number, draft in enumerate(scene.drafts):
        if draft.form is MentionForm.PRONOUN or registry.entity_of(number) != person:
            continue
        tree = scene.tree
        tokens = [draft.head, *tree.kids(draft.head, "appos")]
        tokens += [tree.heads[draft.head]] if tree.deps[draft.head] == "appos" else []
        for token in tokens:
            owner, _ = owner_of(scene, registry, token)
            if owner is not None and owner.kind in _GROUPS:
                return owner
            led = _led(scene, registry, token)
            if led is not None:
                return led
    return None


def _led(scene: Scene, registry: Registry, token: int) -> Entity | None:
    tree = scene.tree
    for verb in tree.kids(token, "relcl"):
        if tree.lemmas[verb] not in coref_tables().classes["voice"]:
            continue
        for obj in (*tree.kids(verb, "dobj"), *tree.pobj(verb, "for")):
            number = scene.draft_at.get(obj)
            entity = registry.entity_of(number) if number is not None else None
            if entity is not None and entity.kind in _GROUPS:
                return entity
    return None


def addressee_of(scene: Scene, registry: Registry, token: int) -> str | None:
    """Whom the speaker of ``token`` speaks to: the object of his nearest verb of addressing, here or just before."""
    verb = _speech_verb(scene, token)
    if verb is None:
        return None
    tree = scene.tree
    speaker = _linked(scene, registry, _subject(scene, verb))
    here = tree.sentences[verb]
    for candidate in range(verb, -1, -1):
        if tree.sentences[candidate] < here - 2:
            return None
        if tree.lemmas[candidate] not in scene.tables.classes["addressing"]:
            continue
        spoken_to = tree.kid(candidate, "dobj", "dative")
        subject = _subject(scene, candidate)
        if spoken_to is not None and _linked(scene, registry, subject) == speaker:
            return _linked(scene, registry, spoken_to)
    return None


def _linked(scene: Scene, registry: Registry, token: int | None) -> str | None:
    number = scene.draft_at.get(token) if token is not None else None
    link = registry.links.get(number) if number is not None else None
    return link.entity if link is not None else None
