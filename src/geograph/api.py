"""The library in one class: articles in, a knowledge graph out."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, Literal

from geograph.annotating.model import DEFAULT_MODEL
from geograph.types import Article, Document, Problem, Severity

if TYPE_CHECKING:
    import networkx as nx
    import rdflib
    from spacy.language import Language

    from geograph.export.results import QueryResult
    from geograph.extracting import Extractor
    from geograph.lexicons.frames import OwnRelation
    from geograph.merging import Correction, MergePlan
    from geograph.view.network import GeoNetwork

__all__ = ["OUTPUTS", "KnowledgeGraph", "build", "build_documents"]

_LOGGER = logging.getLogger(__name__)

OUTPUTS = ("graph.ttl", "graph.trig", "graph.html", "graph.json", "graph.graphml", "events.jsonl")
"""The files that ``KnowledgeGraph.write`` makes."""


class KnowledgeGraph:
    """Documents and the graph of their actors.

    The order of the documents never matters: the same articles give the same graph and the same bytes. Actors of
    several articles that are one stand under one id in ``documents``; ``plan`` says what was merged, and why.

    Args:
        documents: what was read.
        problems: what went wrong before.
        corrections: what a person says is one, or is not.
        relations: relations of the user's own that frames of his give, by their ids.
    """

    def __init__(
        self,
        documents: Iterable[Document],
        problems: Iterable[Problem] = (),
        *,
        corrections: Iterable[Correction] = (),
        relations: Mapping[str, OwnRelation] | None = None,
    ) -> None:
        from geograph.graph import distinct_documents, without_bystanders
        from geograph.merging import merge_documents

        merged = merge_documents(distinct_documents(map(without_bystanders, documents)), corrections)
        self.documents: tuple[Document, ...] = merged.documents
        self.plan: MergePlan = merged.plan
        self.problems: tuple[Problem, ...] = (*problems, *merged.plan.problems)
        self._relations = dict(relations or {})

    def __repr__(self) -> str:
        graph = self.graph
        return (
            f"<KnowledgeGraph: {len(self.documents)} articles, {graph.number_of_nodes()} actors, "
            f"{graph.number_of_edges()} relations>"
        )

    @cached_property
    def graph(self) -> nx.MultiDiGraph[Any]:
        """The graph; its nodes, edges and attributes are described in docs/graph.md."""
        from geograph.graph import build_graph

        graph = build_graph(self.documents, self.plan)
        if self._relations:
            graph.graph["relations"] = {key: relation.model_dump() for key, relation in self._relations.items()}
        return graph

    def to_rdf(self) -> rdflib.Graph:
        """All that is known as one rdflib graph, named graphs merged."""
        from geograph.export import to_rdflib_graph

        return to_rdflib_graph(self.documents, self.graph)

    def to_dataset(self) -> rdflib.Dataset:
        """The same with one named graph an article; the default graph holds actors, edges and relations."""
        from geograph.export import to_dataset

        return to_dataset(self.documents, self.graph)

    def to_pyvis(self) -> GeoNetwork:
        """A ``pyvis.network.Network`` that carries the evidence; ``generate_html`` gives geograph's own page."""
        from geograph.view import to_pyvis

        return to_pyvis(self.graph)

    def to_html(
        self, path: Path | str, *, title: str | None = None, viewer: Literal["canvas", "pyvis"] = "canvas"
    ) -> Path:
        """Write the interactive page, one self-contained file.

        Args:
            path: of the file.
            title: the page's heading.
            viewer: "canvas", geograph's own page, or "pyvis" for live physics on graphs of up to 200 actors.

        Raises:
            ExportError: if the file cannot be written, or the viewer cannot show so large a graph.
        """
        from geograph.view import write_html

        write_html(self.graph, path, title=title, viewer=viewer)
        return Path(path)

    def _repr_html_(self) -> str:
        from geograph.view import notebook_html

        return notebook_html(self.graph)

    def write(self, directory: Path | str) -> tuple[Path, ...]:
        """Write all of ``OUTPUTS`` into ``directory``, each whole or not at all.

        Raises:
            ExportError: if a file or the directory cannot be written.
        """
        from geograph.export import make_folder, write_events, write_graphml, write_nodelink, write_trig, write_turtle

        folder = make_folder(directory)
        write_turtle(self.documents, folder / "graph.ttl", graph=self.graph)
        write_trig(self.documents, folder / "graph.trig", graph=self.graph)
        self.to_html(folder / "graph.html")
        write_nodelink(self.graph, folder / "graph.json")
        write_graphml(self.graph, folder / "graph.graphml")
        write_events(self.documents, folder / "events.jsonl", graph=self.graph)
        return tuple(folder / name for name in OUTPUTS)

    def export(self, name: str, directory: Path | str, *, all_statuses: bool = False) -> tuple[Path, ...]:
        """Write the graph in another format, such as "gexf" or "parquet" (docs/formats.md has them all).

        Args:
            name: of the format.
            directory: where its files go.
            all_statuses: whether tables of events also hold what is claimed, planned, ordered or denied, so marked.

        Returns:
            The files that were written.

        Raises:
            ExportError: if there is no such format, a file cannot be written, or the format's library is missing.
        """
        from geograph.export.formats import export
        from geograph.export.source import source_of

        return export(source_of(self.documents, self.graph), name, directory, all_statuses=all_statuses)

    def query(self, sparql: str) -> QueryResult:
        """Answer a SPARQL query over the merged graph; the model's prefixes are known.

        Raises:
            QueryError: if it does not parse, or is an update.
        """
        from geograph.query import run_query

        return run_query(self._turtle, sparql)

    @cached_property
    def _turtle(self) -> bytes:
        from geograph.export import serialize_turtle

        return serialize_turtle(self.documents, self.graph)


def build(
    sources: Sequence[str | Path],
    *,
    published: date | None = None,
    model: str = DEFAULT_MODEL,
    encoding: str | None = None,
    columns: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    corrections: Path | str | None = None,
    frames: Sequence[Path | str] = (),
    actors: Sequence[Path | str] = (),
    extractor: Extractor | None = None,
) -> KnowledgeGraph:
    """Read articles and build their graph.

    Args:
        sources: files (text, Markdown, HTML, JSON, JSON Lines, CSV, TSV, RSS, Atom, JSON Feed; packed as .gz, in .zip
            or .warc), directories, or "-" for ``stdin``.
        published: the day relative times count from, for articles that do not say it themselves.
        model: an installed spaCy pipeline.
        encoding: of the files; by default found out.
        columns: names of the columns of tables and records, such as ``{"text": "body"}``.
        stdin: the stream that "-" stands for.
        corrections: a file in which a person says what is one, or is not (docs/merging.md).
        frames: files of event frames of your own, which are added to those of geograph or replace them by id.
        actors: tables of actors of your own, or folders of them, which go on top of the atlas (docs/atlas.md).
        extractor: what reads events and claims in place of the rules (docs/extractors.md); by default nothing does.

    Returns:
        The graph; what could not be read stands in its ``problems``.

    Raises:
        ModelNotFoundError: if the pipeline is not installed.
        InputError: if the corrections cannot be read.
        LexiconError: if a file of frames or actors is missing or breaks the schema.
    """
    from geograph.merging import read_corrections
    from geograph.reading import read_articles

    rows = () if corrections is None else read_corrections(Path(corrections))
    read = read_articles(sources, published=published, encoding=encoding, columns=columns, stdin=stdin)
    documents = build_documents(read.articles, model=model, frames=frames, actors=actors, extractor=extractor)
    return KnowledgeGraph(documents, read.problems, corrections=rows, relations=_own_relations(frames))


def _own_relations(frames: Sequence[Path | str]) -> Mapping[str, OwnRelation]:
    from geograph.lexicons.frames import load_own_relations

    return load_own_relations(*map(Path, frames))


def build_documents(
    articles: Iterable[Article],
    *,
    model: str = DEFAULT_MODEL,
    frames: Sequence[Path | str] = (),
    actors: Sequence[Path | str] = (),
    extractor: Extractor | None = None,
) -> tuple[Document, ...]:
    """Run articles through the pipeline, which is loaded once a process.

    Args:
        articles: what was read.
        model: an installed spaCy pipeline.
        frames: files of event frames of your own.
        actors: tables of actors of your own, or folders of them.
        extractor: what reads events and claims in place of the rules.

    Raises:
        ModelNotFoundError: if the pipeline is not installed.
        LexiconError: if a file of frames or actors is missing or breaks the schema.
    """
    from geograph.lexicons.tables import stamps

    queue = tuple(articles)
    if not queue:  # loading the model takes longer than all else
        return ()
    nlp = _pipeline(model, tuple(map(str, frames)), tuple(map(str, actors)), stamps((*frames, *actors)))
    return tuple(_read_document(nlp, article, extractor) for article in queue)


def _read_document(nlp: Language, article: Article, extractor: Extractor | None) -> Document:
    """Read one article; a fault of ours in it must not cost the rest of the batch."""
    from geograph.errors import GeographError
    from geograph.pipeline import read_documents

    try:
        return next(iter(read_documents(nlp, (article,), extractor=extractor)))
    except GeographError:
        raise
    except Exception as error:
        _LOGGER.exception("reading %s failed", article.source)
        message = f"nothing was read of the article, for a fault of geograph: {type(error).__name__}: {error}"
        hint = "please report it with the article; the other articles are not affected"
        problem = Problem(severity=Severity.ERROR, stage="pipeline", message=message, where=article.source, hint=hint)
        return Document(article=article, problems=(*article.problems, problem))


@lru_cache(maxsize=2)
def _pipeline(model: str, frames: tuple[str, ...], actors: tuple[str, ...], _: tuple[int, ...]) -> Language:
    from geograph.pipeline import load_pipeline

    return load_pipeline(model, frames=frames, actors=actors)
