"""Resolve pronouns by what stands before them. Precision first: in doubt, and where two are meant, left open."""

from __future__ import annotations

from geograph.lexicons.atlas import NameKind
from geograph.lexicons.coref import coref_tables
from geograph.lexicons.linking import Pronoun
from geograph.linking.antecedents import (
    SUBJECTS,
    clashes,
    gender_of,
    history,
    is_collective,
    is_plural,
    is_split,
    subject_of,
    subjects_above,
)
from geograph.linking.mentions import Draft
from geograph.linking.scene import OPEN, Link, Registry, Scene
from geograph.linking.several import joined
from geograph.linking.speakers import addressee_of, speaker_entity, speaker_of, voice_of
from geograph.types import Entity, EntityKind, MentionForm, MentionKind

__all__ = ["is_spoken", "resolve_pronoun"]

_PERSON_WINDOW = 3
_PLURAL_WINDOW = 2
_NO_THING = frozenset({EntityKind.PERSON, EntityKind.PLACE, EntityKind.POPULATION})
_COLLECTIVES = frozenset(
    {EntityKind.ARMED_GROUP, EntityKind.PARTY, EntityKind.IGO, EntityKind.ORGANISATION, EntityKind.COMPANY}
)
_PLURAL_TAGS = frozenset({"NNS", "NNPS"})
_PLACE_KINDS = frozenset({MentionKind.PLACE, MentionKind.NATIONALITY, MentionKind.WEAPON})
_NO_THEY = _PLACE_KINDS | {MentionKind.VEHICLE, MentionKind.PLATFORM}


def is_spoken(scene: Scene, draft: Draft) -> bool:
    """Whether a draft is "I", "we" or "you", which mean whoever speaks or is spoken to."""
    pronoun = scene.tables.pronouns.get(scene.tree.words[draft.head].lower())
    return draft.form is MentionForm.PRONOUN and pronoun is not None and pronoun.person != 3


def resolve_pronoun(scene: Scene, registry: Registry, number: int) -> Link:
    """Resolve the pronoun that draft ``number`` is."""
    draft = scene.drafts[number]
    if draft.kind is MentionKind.PLACE:
        return _there(scene, registry, number)
    pronoun = scene.tables.pronouns[scene.tree.words[draft.head].lower()]
    if pronoun.person == 2:
        entity = addressee_of(scene, registry, draft.head)
        return Link(entity=entity, score=0.7, rule="pronoun.addressee") if entity else OPEN
    if pronoun.person == 1:
        return _first_person(scene, registry, draft, pronoun)
    if pronoun.animacy == "person":
        return _third_person(scene, registry, number, pronoun.gender)
    if pronoun.number == "plural":
        return _plural(scene, registry, number)
    return _neuter(scene, registry, number)


def _there(scene: Scene, registry: Registry, number: int) -> Link:
    """As in "Here", "there": the place named last."""
    for earlier in history(scene, number, _PERSON_WINDOW):
        entity = registry.entity_of(earlier)
        if entity is not None and scene.drafts[earlier].kind is MentionKind.PLACE:
            return Link(entity=entity.id, score=0.6, rule="pronoun.place")
    return OPEN


def _first_person(scene: Scene, registry: Registry, draft: Draft, pronoun: Pronoun) -> Link:
    speaker = speaker_entity(scene, registry, draft.head)
    if speaker is None:
        return _publisher(scene, registry, draft) if pronoun.number == "plural" else OPEN
    if pronoun.number == "singular" or speaker.kind is not EntityKind.PERSON:
        return Link(entity=speaker.id, score=0.75, rule="pronoun.speaker")
    group = voice_of(scene, registry, speaker)
    if group is not None:
        return Link(entity=group.id, score=0.7, rule="pronoun.speaker-group")
    state = registry.state_of(speaker) if speaker.office else None
    return Link(entity=state.id, score=0.75, rule="pronoun.speaker-state") if state is not None else OPEN


def _publisher(scene: Scene, registry: Registry, draft: Draft) -> Link:
    """As in "We condemn the attack": outside of quotations, the actor whose press release it is."""
    if scene.publisher is None or scene.quoted(draft.head) is not None or speaker_of(scene, draft.head) is not None:
        return OPEN
    return Link(entity=registry.add_entry(scene.publisher), score=0.65, rule="pronoun.publisher")


# ---------------------------------------------------------------- he and she
def _is_own_subject(scene: Scene, number: int, earlier: int) -> bool:
    """Whether ``earlier`` is the subject of the clause that has the pronoun as its object, or within it."""
    tree, token = scene.tree, scene.drafts[number].head
    verb = next((above for above in tree.ancestors(token) if tree.pos[above] in {"VERB", "AUX"}), None)
    objective = tree.tags[token] == "PRP" and tree.deps[token] in {"pobj", "dobj"}
    return objective and verb is not None and subject_of(scene, verb) == scene.drafts[earlier].head


def _other_person(scene: Scene, registry: Registry, number: int, entity: Entity, gender: str) -> bool:
    """Whether the sentence names another person before the pronoun whom it may mean."""
    tree, token = scene.tree, scene.drafts[number].head
    for other, draft in enumerate(scene.drafts[:number]):
        found = registry.entity_of(other)
        beside = tree.sentences[draft.head] == tree.sentences[token] and draft.head < token
        person = found is not None and found.kind is EntityKind.PERSON and found.id != entity.id
        if beside and person and found is not None and gender_of(scene, registry, found) in {None, gender}:
            return True
    return False


def _subject_ahead(scene: Scene, number: int) -> list[int]:
    """As in "Asked whether he would go, Biden said no": the subject that the participle before it leaves out."""
    tree, head = scene.tree, scene.drafts[number].head
    for above in tree.ancestors(head):
        verb = tree.heads[above]
        if tree.deps[above] == "advcl" and tree.tags[above] == "VBN" and not tree.kids(above, "nsubj", "nsubjpass"):
            subjects = [token for token in tree.kids(verb, "nsubj", "nsubjpass") if token > head]
            return [scene.draft_at[token] for token in subjects if token in scene.draft_at]
    return []


def _third_person(scene: Scene, registry: Registry, number: int, gender: str) -> Link:
    """The person who is the subject of a clause around it, else the subject nearest before it, else any."""
    speaker = _quoting(scene, registry, number)
    ahead = _subject_ahead(scene, number)
    for earlier in (*ahead, *_candidates(scene, number, _PERSON_WINDOW)):
        entity = registry.entity_of(earlier)
        if entity is None or entity.kind is not EntityKind.PERSON or entity.id == speaker:
            continue
        plural = scene.tree.tags[scene.drafts[earlier].head] in _PLURAL_TAGS or is_plural(scene, scene.drafts[earlier])
        if plural or clashes(scene, registry, earlier, number):
            continue
        told = gender_of(scene, registry, entity)
        if told is not None and told != gender:
            continue
        if _is_own_subject(scene, number, earlier) and _other_person(scene, registry, number, entity, gender):
            return (
                OPEN  # "Blinken met Bazoum and stressed Washington's backing for him": whose, the grammar leaves open
            )
        return Link(entity=entity.id, score=0.85 if told else 0.75, rule="pronoun.person")
    return OPEN


def _quoting(scene: Scene, registry: Registry, number: int) -> str | None:
    """Who speaks the quotation that the pronoun stands in: he calls himself "I"."""
    head = scene.drafts[number].head
    speaker = speaker_entity(scene, registry, head) if scene.quoted(head) is not None else None
    return speaker.id if speaker is not None else None


def _candidates(scene: Scene, number: int, window: int) -> list[int]:
    above = [
        scene.draft_at[token] for token in subjects_above(scene, scene.drafts[number].head) if token in scene.draft_at
    ]
    return list(dict.fromkeys([*(n for n in above if n < number), *history(scene, number, window)]))


# ---------------------------------------------------------------- they
def _plural(scene: Scene, registry: Registry, number: int) -> Link:
    """The plural that is the subject around it or nearest before it, else a collective; open if that is open."""
    beside = _coordinated_owner(scene, registry, number)
    if beside is not None:
        return Link(entity=beside.id, score=0.8, rule="pronoun.coordinated")
    speaker = _quoting(scene, registry, number)
    unmentioned = _unmentioned_plural(scene, number)
    collective: Entity | None = None
    near = -1
    for earlier in _candidates(scene, number, _PLURAL_WINDOW):
        draft, entity = scene.drafts[earlier], registry.entity_of(earlier)
        if draft.kind in _NO_THEY or clashes(scene, registry, earlier, number):
            continue
        if entity is not None and entity.id == speaker:
            continue
        if unmentioned is not None and unmentioned > draft.head:
            return OPEN  # "The talks failed. They ..."
        if collective is not None and scene.tree.sentences[draft.head] < near:
            break  # "The Houthis fired. They ..." though others were many before
        if is_split(scene, draft.head) and draft.form is not MentionForm.PRONOUN:
            return joined(scene, registry, draft.head) or Link(entity=None, score=0.0, rule="pronoun.several")
        if is_plural(scene, draft) or _is_people(draft):
            fits = scene.tree.deps[draft.head] in SUBJECTS or _is_helped(scene, draft.head, scene.drafts[number].head)
            if collective is not None and not fits:
                return OPEN  # "Boko Haram attacked villagers. They ..."
            known = entity is not None and entity.kind is not EntityKind.PLACE
            if not known or entity is None:
                return OPEN
            others = registry.links[earlier].others
            rule = "pronoun.several" if others else "pronoun.plural"
            return Link(entity=entity.id, score=0.75, rule=rule, others=others)
        if collective is None and is_collective(draft, entity):
            collective, near = entity, scene.tree.sentences[draft.head]
    return Link(entity=collective.id, score=0.7, rule="pronoun.collective") if collective is not None else OPEN


def _coordinated_owner(scene: Scene, registry: Registry, number: int) -> Entity | None:
    """As in "The rebels and their allies": whose the second of the two is."""
    tree, head = scene.tree, scene.drafts[number].head
    owned = tree.heads[head]
    if tree.deps[head] != "poss" or tree.deps[owned] != "conj":
        return None
    first = scene.draft_at.get(tree.heads[owned])
    plural = first is not None and tree.deps[tree.heads[owned]] != "conj" and is_plural(scene, scene.drafts[first])
    return registry.entity_of(first) if first is not None and plural else None


def _is_helped(scene: Scene, noun: int, pronoun: int) -> bool:
    """As in "The coalition supports troops in their campaign": whose it is stands before, as who is helped in it."""
    tree = scene.tree
    prep = tree.heads[tree.heads[pronoun]]
    inside = tree.deps[pronoun] == "poss" and tree.deps[tree.heads[pronoun]] == "pobj" and tree.lemmas[prep] == "in"
    return inside and tree.deps[noun] == "dobj" and tree.heads[prep] == tree.heads[noun]


def _unmentioned_plural(scene: Scene, number: int) -> int | None:
    """A plural subject before the pronoun that is no mention: "both sides", "the talks"."""
    tree = scene.tree
    head = scene.drafts[number].head
    here = tree.sentences[head]
    first = tree.sentence_tokens[max(here - 1, 0)][0]
    for token in range(head - 1, first - 1, -1):
        if (
            tree.deps[token] in {"nsubj", "nsubjpass"}
            and tree.tags[token] in _PLURAL_TAGS
            and token not in scene.draft_at
        ):
            return token
    return None


def _is_people(draft: Draft) -> bool:
    """As in "The French": an adjective with an article that means the people or the state."""
    name = draft.name
    return (
        name is not None
        and bool(name.candidates)
        and name.candidates[0].name_kind is NameKind.DEMONYM
        and (draft.kind is MentionKind.STATE)
    )


# ---------------------------------------------------------------- it
def _neuter(scene: Scene, registry: Registry, number: int) -> Link:
    tree, draft = scene.tree, scene.drafts[number]
    if _pleonastic(scene, draft.head):
        return Link(entity=None, score=0.0, rule="pronoun.pleonastic")
    held = _held_against(scene, registry, draft.head)
    if held is not None:
        return Link(entity=held.id, score=0.75, rule="pronoun.held-against")
    if _of_accusation(scene, draft.head) or (
        tree.deps[draft.head] == "dobj" and tree.kids(tree.heads[draft.head], "oprd")
    ):
        return OPEN  # "Chad called it a breach": what is called something is rather a deed than an actor
    speaker = _quoting(scene, registry, number)
    around = list(subjects_above(scene, draft.head))
    if around and _is_other_thing(scene, registry, around[0]):
        return OPEN
    above = {scene.draft_at.get(token) for token in around}
    for earlier in _candidates(scene, number, 1):
        other, entity = scene.drafts[earlier], registry.entity_of(earlier)
        if clashes(scene, registry, earlier, number) or not _can_be_it(scene, other, entity):
            continue
        if entity is None:
            return OPEN
        if entity.id == speaker:
            continue
        if earlier not in above and tree.deps[draft.head] == "dobj":
            return OPEN  # "called a vote but lost it": what is done something to may be anything
        clause = earlier in above
        rule = "pronoun.clause-subject" if clause else "pronoun.thing"
        return Link(entity=entity.id, score=0.85 if clause else 0.75, rule=rule)
    return OPEN


def _of_accusation(scene: Scene, token: int) -> bool:
    """As in "Italy accused Malta of ignoring its calls", "of breaking its promise": whose, only the world can tell."""
    tree, classes = scene.tree, coref_tables().classes
    verb = next((above for above in tree.ancestors(token) if tree.pos[above] in {"VERB", "AUX"}), None)
    if tree.deps[token] != "poss" or verb is None or tree.deps[verb] != "pcomp":
        return False
    against = tree.lemmas[verb] in classes["against"]
    return not against and tree.lemmas[tree.heads[tree.heads[verb]]] in classes["held_against"]


def _is_other_thing(scene: Scene, registry: Registry, token: int) -> bool:
    """Whether the subject of the clause is something that no entity stands for: "the treaty keeps its force"."""
    tree = scene.tree
    number = scene.draft_at.get(token)
    unknown = number is None or registry.entity_of(number) is None
    return unknown and tree.tags[token] == "NN"


def _can_be_it(scene: Scene, draft: Draft, entity: Entity | None) -> bool:
    """Whether a mention is one thing; one that is not resolved counts if it could be an actor."""
    if draft.kind in _PLACE_KINDS:
        return False
    if entity is None:
        actor = draft.kind in {MentionKind.ORGANISATION, MentionKind.STATE} and draft.form is not MentionForm.PRONOUN
        return actor and scene.tree.tags[draft.head] not in _PLURAL_TAGS and draft.agent is not None
    if draft.form is not MentionForm.PRONOUN and scene.tree.tags[draft.head] in _PLURAL_TAGS:
        return entity.kind in _COLLECTIVES and draft.form is MentionForm.NAMED
    return entity.kind not in _NO_THING


def _pleonastic(scene: Scene, token: int) -> bool:
    """As in "It is clear that", "it rained": an ``it`` that means nothing."""
    tree, classes = scene.tree, coref_tables().classes
    verb = tree.heads[token]
    if tree.deps[token] not in {"nsubj", "nsubjpass"}:
        return tree.deps[token] == "expl"
    if tree.lemmas[verb] in classes["weather"]:
        return True
    if tree.deps[token] == "nsubjpass" and tree.kids(verb, "ccomp"):
        return True  # "it is not known how many"
    return tree.lemmas[verb] in classes["pleonastic"] and bool(tree.kids(verb, "acomp", "ccomp", "xcomp", "oprd"))


def _held_against(scene: Scene, registry: Registry, token: int) -> Entity | None:
    """As in "Imposed sanctions on Iran over its support": the reason is about whom the act is against."""
    tree, classes = scene.tree, coref_tables().classes
    if tree.deps[token] != "poss":
        return None
    for above in tree.ancestors(token):
        if tree.pos[above] in {"VERB", "AUX"}:
            return None
        if tree.deps[above] in {"prep", "pcomp"} and tree.lemmas[above] in classes["reason"]:
            verb = next((v for v in tree.ancestors(above) if tree.pos[v] == "VERB"), None)
            if verb is None or tree.lemmas[verb] not in classes["held_against"]:
                return None
            return _target(scene, registry, verb, above)
    return None


def _target(scene: Scene, registry: Registry, verb: int, before: int) -> Entity | None:
    tree = scene.tree
    objects = tree.kids(verb, "dobj")
    nouns = [verb, *objects]
    tokens = [*objects, *(obj for noun in nouns for obj in tree.pobj(noun, "on", "against", "upon"))]
    for token in tokens:
        number = scene.draft_at.get(token)
        entity = registry.entity_of(number) if number is not None and token < before else None
        if entity is not None and entity.kind not in _NO_THING:
            return entity
    return None
