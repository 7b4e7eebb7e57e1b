"""What a pronoun or description may stand for: the order in which it is looked for, and what rules a candidate out."""

from __future__ import annotations

from collections.abc import Iterator

from geograph.lexicons.coref import CorefTables, coref_tables
from geograph.linking.mentions import Draft
from geograph.linking.scene import Registry, Scene
from geograph.types import Entity, EntityKind, MentionForm, MentionKind

__all__ = [
    "SUBJECTS",
    "clashes",
    "gender_of",
    "history",
    "is_collective",
    "is_plural",
    "is_split",
    "object_of",
    "rivals",
    "subject_of",
    "subjects_above",
]

SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj"})
_OBJECTS = frozenset({"dobj", "dative"})
_VERBS = frozenset({"VERB", "AUX"})
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_JOINED = frozenset({"conj", "xcomp"})
_COLLECTIVES = frozenset({EntityKind.ARMED_GROUP, EntityKind.PARTY})


# ---------------------------------------------------------------- clauses
def subject_of(scene: Scene, verb: int, *, control: bool = True) -> int | None:
    """The token that is the subject of ``verb``, also where it stands with a verb that this one is joined to.

    With ``control`` the object of an asking or accusing verb is the subject of what it is asked or accused of:
    "asked Cuba to hand over its prisoners", "accused Russia of arming them".
    """
    tree = scene.tree
    while True:
        own = tree.kid(verb, "nsubj", "nsubjpass")
        if own is not None:
            return own
        above = tree.heads[verb]
        if tree.deps[verb] == "pcomp":
            above = tree.heads[above]
            accused = tree.kid(above, "dobj")
            if control and accused is not None and tree.lemmas[above] in coref_tables().classes["held_against"]:
                return accused
        elif tree.deps[verb] == "xcomp" or (tree.deps[verb] == "advcl" and _called_on(scene, above)):
            asked = tree.kid(above, "dobj") or _called_on(scene, above)
            if control and asked is not None:
                return asked
        elif tree.deps[verb] not in {"conj", "advcl"}:
            return None
        if above == verb or tree.pos[above] not in _VERBS:
            return None
        verb = above


def _called_on(scene: Scene, verb: int) -> int | None:
    """Whom a verb calls on to do something: "called on Chad to cease its attacks"."""
    tree = scene.tree
    found = tree.pobj(verb, "on", "upon") if tree.lemmas[verb] in coref_tables().classes["calling"] else []
    return found[0] if found else None


def object_of(scene: Scene, token: int) -> int | None:
    """The verb whose object ``token`` is, also after a preposition."""
    tree = scene.tree
    head = tree.heads[token]
    if tree.deps[token] in _OBJECTS:
        return head
    if tree.deps[token] == "pobj" and tree.pos[tree.heads[head]] in _VERBS:
        return tree.heads[head]
    return None


def subjects_above(scene: Scene, token: int) -> Iterator[int]:
    """Subjects of the clauses around ``token``, innermost first, without ``token`` itself and its own clause's."""
    tree = scene.tree
    own = tree.heads[token] if tree.deps[token] in SUBJECTS else None
    given: set[int] = set()
    for above in tree.ancestors(token):
        if tree.pos[above] not in _VERBS or above == own:
            continue
        subject = subject_of(scene, above)
        if subject is not None and subject < token and subject not in given:
            given.add(subject)
            yield subject


# ---------------------------------------------------------------- order
def history(scene: Scene, number: int, window: int) -> Iterator[int]:
    """Numbers of the drafts before ``number`` within ``window`` sentences: nearest sentence first, subjects first."""
    tree, drafts = scene.tree, scene.drafts
    here = tree.sentences[drafts[number].head]
    by_sentence: dict[int, list[int]] = {}
    for earlier in range(number - 1, -1, -1):
        distance = here - tree.sentences[drafts[earlier].head]
        if distance > window:
            break
        if drafts[earlier].head < drafts[number].head:
            by_sentence.setdefault(distance, []).append(earlier)
    for distance in sorted(by_sentence):
        yield from sorted(by_sentence[distance], key=lambda n: (*_rank(scene, drafts[n].head, distance), -n))


def _rank(scene: Scene, token: int, distance: int) -> tuple[int, int]:
    """Subjects before objects before the rest; of subjects in sentences before, that of the main clause first."""
    tree = scene.tree
    label = tree.deps[token]
    if label in SUBJECTS:
        return 0, (sum(1 for _ in tree.ancestors(token)) if distance else 0)
    if label in _OBJECTS or label == "conj":
        return 1, 0
    nested = label == "pobj" and tree.pos[tree.heads[tree.heads[token]]] in {"NOUN", "PROPN"}
    return (2 if nested or label == "poss" else 1), 0


# ---------------------------------------------------------------- what rules out
def clashes(scene: Scene, registry: Registry, earlier: int, number: int) -> bool:
    """The object of a verb is not its subject ("Obama met him"), nor is what holds the pronoun ("his military")."""
    tree = scene.tree
    a, b = scene.drafts[earlier], scene.drafts[number]
    if a.first <= b.first <= a.last:
        return True
    subject = _rival(scene, b)
    if subject is None:
        return False
    if subject == a.head:
        return True
    rival, other = _entity_at(scene, registry, subject), registry.entity_of(earlier)
    return (
        rival is not None
        and other is not None
        and rival.id == other.id
        and not tree.words[b.head].lower().endswith("f")
    )


def rivals(scene: Scene, registry: Registry, draft: Draft) -> frozenset[str]:
    """Ids of the entities that ``draft`` cannot be: all who do together what is done to it."""
    subject = _rival(scene, draft)
    if subject is None:
        return frozenset()
    entities = (_entity_at(scene, registry, token) for token in scene.tree.conjuncts(subject))
    return frozenset(entity.id for entity in entities if entity is not None)


def _rival(scene: Scene, draft: Draft) -> int | None:
    """The subject that a pronoun cannot be: of the verb it is the object of, or whose victim it possesses."""
    tree = scene.tree
    token = draft.head
    if tree.words[token].lower().endswith(("self", "selves")):
        return None
    if tree.deps[token] == "poss":
        owned = tree.heads[token]
        verb = object_of(scene, owned) if tree.deps[owned] == "dobj" else None
        if verb is None or tree.lemmas[verb] not in coref_tables().classes["against"]:
            return None
        if any(tree.lemmas[kid] == "own" for kid in tree.kids(owned, "amod")):
            return None  # "bombed his own people"
    else:
        verb = object_of(scene, token)
    return subject_of(scene, verb) if verb is not None else None


def _entity_at(scene: Scene, registry: Registry, token: int) -> Entity | None:
    number = scene.draft_at.get(token)
    return registry.entity_of(number) if number is not None else None


# ---------------------------------------------------------------- number and gender
def is_plural(scene: Scene, draft: Draft) -> bool:
    """Whether "they" can mean it."""
    tree = scene.tree
    if draft.form is MentionForm.PRONOUN:
        return scene.tables.pronouns.get(tree.words[draft.head].lower()) is not None and (
            scene.tables.pronouns[tree.words[draft.head].lower()].number == "plural"
        )
    if draft.kind in {MentionKind.PLACE, MentionKind.NATIONALITY, MentionKind.VEHICLE}:
        return False
    return tree.tags[draft.head] in _PLURAL_TAGS or tree.lemmas[draft.head] in coref_tables().classes["always_plural"]


def is_collective(draft: Draft, entity: Entity | None) -> bool:
    """Whether "they" can mean it where nothing plural stands: an armed group or a party."""
    return draft.form is not MentionForm.PRONOUN and entity is not None and entity.kind in _COLLECTIVES


def is_split(scene: Scene, token: int) -> bool:
    """Whether the noun ``token`` is one of several that are joined: "Trump and Kim"."""
    tree = scene.tree
    return tree.deps[token] == "conj" or any(tree.pos[kid] in {"NOUN", "PROPN"} for kid in tree.kids(token, "conj"))


def gender_of(scene: Scene, registry: Registry, entity: Entity) -> str | None:
    """Whether a person is a man ("m") or a woman ("f"), by the given name, else by titles and words of kin."""
    tables = coref_tables()
    given = tables.given_names.get(entity.name.split(" ")[0].split("-")[0])
    if given is not None:
        return given
    for number, link in registry.links.items():
        if link.entity != entity.id:
            continue
        draft = scene.drafts[number]
        pronoun = scene.tables.pronouns.get(scene.tree.words[draft.head].lower())
        if draft.form is not MentionForm.PRONOUN:
            told = _told(scene, draft, tables)
        else:
            told = pronoun.gender if pronoun is not None and pronoun.gender != "any" else None
        if told is not None:
            return told
    return None


def _told(scene: Scene, draft: Draft, tables: CorefTables) -> str | None:
    tree = scene.tree
    tokens = [*range(draft.first, draft.last + 1), *tree.kids(draft.head, "appos")]
    tokens += [tree.heads[draft.head]] if tree.deps[draft.head] == "appos" else []
    for token in tokens:
        for word in (tree.words[token].lower(), tree.lemmas[token]):
            if word in tables.classes["male"]:
                return "m"
            if word in tables.classes["female"]:
                return "f"
    return None
