"""Who says what is quoted, and to whom: what "we", "I" and "you" mean inside a quotation."""

from __future__ import annotations

from geograph.linking.scene import Registry, Scene

__all__ = ["addressee_of", "speaker_of"]


def speaker_of(scene: Scene, token: int) -> int | None:
    """The token of the subject of the verb of speech that the clause or quotation around ``token`` hangs on."""
    verb = _speech_verb(scene, token)
    return scene.tree.kid(verb, "nsubj") if verb is not None else None


def _speech_verb(scene: Scene, token: int) -> int | None:
    tree = scene.tree
    quote = scene.quoted(token)
    speech = scene.tables.classes["speech"]
    for above in tree.ancestors(token):
        outside = quote is None or not quote[0] <= above < quote[1]
        if outside and tree.lemmas[above] in speech and tree.kid(above, "nsubj") is not None:
            return above
    if quote is None:
        return None
    return _beside(scene, quote)


def _beside(scene: Scene, quote: tuple[int, int]) -> int | None:
    """A verb of speech right after or right before the quotation, where the parse has cut it off."""
    tree = scene.tree
    sentence = tree.sentences[quote[1] - 1]
    nearby = [*range(quote[1], min(quote[1] + 8, len(tree))), *range(quote[0] - 1, max(quote[0] - 8, -1), -1)]
    for token in nearby:
        said = tree.lemmas[token] in scene.tables.classes["speech"] and tree.pos[token] == "VERB"
        if said and abs(tree.sentences[token] - sentence) <= 1 and tree.kid(token, "nsubj") is not None:
            return token
    return None


def addressee_of(scene: Scene, registry: Registry, token: int) -> str | None:
    """Whom the speaker of ``token`` speaks to: the object of his nearest verb of addressing, here or just before."""
    verb = _speech_verb(scene, token)
    if verb is None:
        return None
    tree = scene.tree
    speaker = _linked(scene, registry, tree.kid(verb, "nsubj"))
    here = tree.sentences[verb]
    for candidate in range(verb, -1, -1):
        if tree.sentences[candidate] < here - 2:
            return None
        if tree.lemmas[candidate] not in scene.tables.classes["addressing"]:
            continue
        spoken_to = tree.kid(candidate, "dobj", "dative")
        subject = tree.kid(candidate, "nsubj")
        if spoken_to is not None and _linked(scene, registry, subject) == speaker:
            return _linked(scene, registry, spoken_to)
    return None


def _linked(scene: Scene, registry: Registry, token: int | None) -> str | None:
    number = scene.draft_at.get(token) if token is not None else None
    link = registry.links.get(number) if number is not None else None
    return link.entity if link is not None else None
