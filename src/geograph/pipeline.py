"""Article -> Document: the one place that states the order of the stages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geograph.annotating.extensions import article_of, read_values, set_article
from geograph.annotating.model import DEFAULT_MODEL, load_model
from geograph.annotating.normalise import model_text
from geograph.extracting import Extractor, extract_with
from geograph.lexicons.atlas import load_atlas
from geograph.types import (
    Article,
    BlockKind,
    Claim,
    Document,
    Entity,
    Event,
    Mention,
    MentionForm,
    Problem,
    Quantity,
    Relation,
    Sentence,
    Severity,
    TimeValue,
    Uncoded,
)

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

_ENDINGS = ("s", "ed", "ing")

__all__ = ["STAGES", "document_text", "load_pipeline", "read_documents", "to_document"]

STAGES = (
    ("geograph_blocks", "before", "parser"),
    ("geograph_quotes", "last", ""),
    ("geograph_entities", "last", ""),
    ("geograph_events", "last", ""),
)
"""Our components in order: name, where it goes, and beside which component of the model."""


def load_pipeline(
    model: str = DEFAULT_MODEL, *, frames: Iterable[Path | str] = (), actors: Iterable[Path | str] = ()
) -> Language:
    """The spaCy pipeline ``model`` with geograph's components added.

    Args:
        model: an installed spaCy pipeline.
        frames: files of frames of the user's own.
        actors: tables of actors of the user's own, or folders of such tables.

    Raises:
        ModelNotFoundError: if the pipeline is not installed.
        LexiconError: if a file of frames or actors is missing or breaks the schema.
    """
    import geograph.annotating.factory
    import geograph.events.factory
    import geograph.linking.factory  # noqa: F401 (importing registers the components)

    tables = [str(path) for path in actors]
    config: dict[str, dict[str, Any]] = {
        "geograph_entities": {"actors": tables},
        "geograph_events": {"frames": [str(path) for path in frames], "actors": tables},
    }
    nlp = load_model(model)
    for name, position, anchor in STAGES:
        if position == "before" and anchor in nlp.pipe_names:
            nlp.add_pipe(name, before=anchor)
        else:
            nlp.add_pipe(name, config=config.get(name, {}))
    return nlp


def read_documents(
    nlp: Language, articles: Iterable[Article], *, extractor: Extractor | None = None
) -> Iterator[Document]:
    """Run articles through the pipeline, one ``Document`` each, in their order.

    An article that the pipeline cannot read (another language, too long) gives an empty document with the reason.

    Args:
        nlp: from ``load_pipeline``.
        articles: what was read.
        extractor: whose events and claims go in the place of the rules'.
    """
    for article in articles:
        refusal = _refusal(nlp, article)
        if refusal is not None:
            yield Document(article=article, problems=(*article.problems, refusal))
            continue
        doc = nlp.make_doc(document_text(nlp, article))
        set_article(doc, article)
        yield to_document(nlp(doc), extractor)


def _refusal(nlp: Language, article: Article) -> Problem | None:
    """Why the pipeline cannot read an article. Events read with another language's grammar would be inventions."""
    message = hint = None
    language = article.language.split("-")[0]
    if language not in {nlp.lang, "und"}:
        message = f"not read: the text is in {language!r} and the pipeline reads {nlp.lang!r}"
        hint = "name a pipeline of that language by --model, or give the language if it was guessed wrongly"
    elif len(article.text) > nlp.max_length:
        message = f"not read: {len(article.text):,} characters are more than the {nlp.max_length:,} of one document"
        hint = "split it into its articles"
    if message is None:
        return None
    return Problem(severity=Severity.ERROR, stage="pipeline", message=message, where=article.source, hint=hint)


def document_text(nlp: Language, article: Article) -> str:
    """What the model reads of an article: a text of the same length with layout smoothed over."""
    # With a user's tables, where the pipeline has them; one without our components has the atlas alone.
    atlas = nlp.get_pipe("geograph_entities").atlas if "geograph_entities" in nlp.pipe_names else load_atlas()  # type: ignore[attr-defined]
    common = _common_words(nlp)
    return model_text(article, is_common_word=common.__contains__, is_name=lambda word: bool(atlas.candidates(word)))


@lru_cache(maxsize=4)
def _common_words(nlp: Language) -> frozenset[str]:
    """Lower-case words of the model's own dictionary with their regular forms, and its stop words."""
    words: set[str] = set(nlp.Defaults.stop_words)
    lookups = getattr(nlp.get_pipe("lemmatizer"), "lookups", None) if "lemmatizer" in nlp.pipe_names else None
    for table in ("lemma_index", "lemma_exc"):
        if lookups is not None and lookups.has_table(table):
            for part in lookups.get_table(table).values():
                words.update(part)
    return frozenset(words | {word + ending for word in words for ending in _ENDINGS})


def to_document(doc: Doc, extractor: Extractor | None = None) -> Document:
    """Gather what the components put on ``doc`` into a ``Document``.

    Descriptions that nothing in the text acts on ("villagers") are mentions, and no entities of the document.

    Args:
        doc: from the pipeline.
        extractor: whose events and claims go in the place of the rules'. It sees all entities, acted on or not.
    """
    document = _gathered(doc)
    return _without_bystanders(document if extractor is None else extract_with(extractor, document))


def _gathered(doc: Doc) -> Document:
    """All that the components put on ``doc``."""
    article = article_of(doc)
    return Document(
        article=article,
        sentences=_sentences(doc, article),
        mentions=read_values(doc, Mention, "geograph_mentions"),
        entities=read_values(doc, Entity, "geograph_entities"),
        relations=read_values(doc, Relation, "geograph_relations"),
        times=read_values(doc, TimeValue, "geograph_times"),
        quantities=read_values(doc, Quantity, "geograph_quantities"),
        events=read_values(doc, Event, "geograph_events"),
        claims=read_values(doc, Claim, "geograph_claims"),
        uncoded=read_values(doc, Uncoded, "geograph_uncoded"),
        problems=article.problems + _problems(article, doc),
    )


def _without_bystanders(document: Document) -> Document:
    kept = _kept(document)
    return replace(
        document,
        entities=tuple(entity for entity in document.entities if entity.id in kept),
        relations=tuple(r for r in document.relations if r.subject in kept and r.object in kept),
    )


def _kept(document: Document) -> frozenset[str]:
    kept = {role.entity for event in document.events for role in event.roles}
    kept |= {claim.claimer for claim in document.claims} | {source for claim in document.claims for source in claim.via}
    kept |= {m.entity for m in document.mentions if m.entity is not None and m.form is MentionForm.NAMED}
    kept |= {r.object for r in document.relations if r.subject in kept}
    kept |= {e.represents for e in document.entities if e.id in kept and e.represents is not None}
    return frozenset(kept)


def _sentences(doc: Doc, article: Article) -> tuple[Sentence, ...]:
    found = []
    for span in doc.sents:
        tokens = [token for token in span if not token.is_space]
        start, end = (tokens[0].idx, tokens[-1].idx + len(tokens[-1])) if tokens else (span.start_char, span.end_char)
        block = next((block for block in article.blocks if block.start <= start < block.end), None)
        found.append(Sentence(start=start, end=end, kind=block.kind if block else BlockKind.PARAGRAPH))
    return tuple(found)


def _problems(article: Article, doc: Doc) -> tuple[Problem, ...]:
    if article.published is not None:
        return ()
    times = read_values(doc, TimeValue, "geograph_times")
    open_times = [time for time in times if time.first is None and time.precision != "duration"]
    if not open_times:
        return ()
    return (
        Problem(
            severity=Severity.WARNING,
            stage="times",
            message=f"no publication date: {len(open_times)} relative time expressions stay unresolved",
            start=open_times[0].start,
            end=open_times[0].end,
            hint="give --published YYYY-MM-DD",
        ),
    )
