"""Make docs/vocabulary.md from the ontology.

Run ``python scripts/build_vocabulary_docs.py`` after changing a Turtle file of ontology/, and with ``--check`` to see
whether the page is current.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import pyoxigraph

from geograph.vocabulary import CameoTerm, RelationTerm, Vocabulary, load_vocabulary

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "vocabulary.md"

OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"

Facts = Mapping[str, Sequence[str]]

_INTRO = """\
# The vocabulary

Made by `scripts/build_vocabulary_docs.py` from the files in `ontology/`: change those, not this page.

| prefix | namespace | file |
|---|---|---|
| `gg:` | `https://w3id.org/geograph/ontology#` | `ontology/geograph.ttl` |
| `plv:` | `https://w3id.org/geograph/plover/` | `ontology/plover.ttl` |
| `cameo:` | `https://w3id.org/geograph/cameo/` | `ontology/cameo.ttl` |

What a graph must have is said by the SHACL shapes in `ontology/shapes.ttl`, which `geograph validate` checks; names for
JSON-LD are in `ontology/context.jsonld`. PLOVER's codes and names come from openeventdata/PLOVER (manual 2.0 and
CAMEO2PLOVER-2021), CAMEO's from the codebook of Philip A. Schrodt (2012); definitions and examples are geograph's own.
"""
_FAMILIES = {
    "cooperation": "Cooperation: what is done or said for another.",
    "conflict": "Conflict: what is done against another.",
    "statement": "Statement: what is said to or about another, which is a fact whether or not what is said is one.",
    "standing": "Standing: who is what to whom, without an event.",
}
_PREFIXES = {
    "https://w3id.org/geograph/ontology#": "gg:",
    "https://w3id.org/geograph/plover/": "plv:",
    "http://www.w3.org/2000/01/rdf-schema#": "rdfs:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
    "http://www.w3.org/2001/XMLSchema#": "xsd:",
    "http://www.w3.org/2003/01/geo/wgs84_pos#": "wgs:",
    "http://www.w3.org/2004/02/skos/core#": "skos:",
    "http://www.w3.org/ns/org#": "org:",
    "http://www.w3.org/ns/prov#": "prov:",
    "http://xmlns.com/foaf/0.1/": "foaf:",
    "http://groundedannotationframework.org/gaf#": "gaf:",
    "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#": "nif:",
    "http://semanticweb.cs.vu.nl/2009/11/sem/": "sem:",
    "https://schema.org/": "schema:",
    OWL: "owl:",
}


def render(ontology: Mapping[str, Facts], vocabulary: Vocabulary) -> str:
    """Write the whole page."""
    sections = [
        _INTRO,
        *_classes(ontology),
        *_lists(ontology),
        *_properties(ontology, vocabulary),
        *_relations(vocabulary),
        *_plover(vocabulary),
        *_cameo(vocabulary),
    ]
    return "\n".join(sections)


def read_ontology() -> dict[str, dict[str, list[str]]]:
    """Read geograph.ttl: subject -> predicate -> objects, in the file's order."""
    ontology: dict[str, dict[str, list[str]]] = {}
    for quad in pyoxigraph.parse(path=ROOT / "ontology" / "geograph.ttl"):
        if isinstance(quad.object, pyoxigraph.Triple):
            continue
        facts = ontology.setdefault(quad.subject.value, {})
        facts.setdefault(quad.predicate.value, []).append(quad.object.value)
    return ontology


def _classes(ontology: Mapping[str, Facts]) -> Iterator[str]:
    yield "\n## Classes\n"
    rows = ((_code(iri), _under(facts, "subClassOf"), _text(facts)) for iri, facts in _of_type(ontology, "Class"))
    yield from _table(("class", "under, or close to", "meaning"), rows)


def _lists(ontology: Mapping[str, Facts]) -> Iterator[str]:
    yield "\n## Closed lists\n"
    rows = []
    for iri, facts in _of_type(ontology, "NamedIndividual"):
        kind = next(_code(name) for name in facts[RDF_TYPE] if not name.startswith(OWL))
        rows.append((kind, _code(iri), _text(facts)))
    yield from _table(("list", "value", "meaning"), rows)


def _properties(ontology: Mapping[str, Facts], vocabulary: Vocabulary) -> Iterator[str]:
    yield "\n## Properties\n\nPredicates between actors have a section of their own.\n"
    relations = {term.name for term in vocabulary.relations} | {term.inverse for term in vocabulary.relations}
    rows = []
    for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty"):
        for iri, facts in _of_type(ontology, kind):
            if iri.rpartition("#")[2] not in relations:
                ends = f"{_ends(facts, 'domain')} → {_ends(facts, 'range')}"
                rows.append((_code(iri), ends, _under(facts, "subPropertyOf"), _text(facts)))
    yield from _table(("property", "from → to", "under, or close to", "meaning"), rows)


def _relations(vocabulary: Vocabulary) -> Iterator[str]:
    yield "\n## Relations\n"
    yield f"{len(vocabulary.relations)} predicates. The codes are those of an event of which nothing closer is known."
    for family, meaning in _FAMILIES.items():
        terms = [term for term in vocabulary.relations if term.family == family]
        yield f"\n### {family.capitalize()} ({len(terms)})\n\n{meaning}\n"
        header = ("relation", "inverse", "under", "PLOVER", "CAMEO", "meaning")
        yield from _table(header, map(_relation_row, terms))


def _relation_row(term: RelationTerm) -> tuple[str, ...]:
    inverse = "symmetric" if term.symmetric else f"`{term.inverse}`"
    plover = f"{term.plover or ''}{f' {term.mode}' if term.mode else ''}"
    parents = ", ".join(f"`{parent}`" for parent in term.parents)
    return f"`{term.name}`", inverse, parents, plover, term.cameo or "", term.comment


def _plover(vocabulary: Vocabulary) -> Iterator[str]:
    modes = sum(len(vocabulary.modes(name)) for name in vocabulary.types)
    yield f"\n## PLOVER\n\n### Types ({len(vocabulary.types)}) and modes ({modes})\n"
    rows = []
    for term in vocabulary.plover:
        if term.kind == "type":
            rows.append((f"**{term.code}**", "", (term.parent or "").replace("-", " "), term.definition))
            rows += [("", name, "", _definition(vocabulary, term.code, name)) for name in vocabulary.modes(term.code)]
    yield from _table(("type", "mode", "quad class", "meaning"), rows)
    for kind, title in (("context", "Contexts"), ("sector", "Sectors"), ("actor", "Codes of actors across borders")):
        terms = [term for term in vocabulary.plover if term.kind == kind]
        yield f"\n### {title} ({len(terms)})\n"
        yield from _table(("code", "name", "meaning"), ((term.code, term.label, term.definition) for term in terms))


def _definition(vocabulary: Vocabulary, type_: str, mode: str) -> str:
    term = vocabulary.term("mode", f"{type_}-{mode}")
    return term.definition if term else ""


def _cameo(vocabulary: Vocabulary) -> Iterator[str]:
    yield f"\n## CAMEO ({len(vocabulary.cameo_terms)} codes, the 20 root categories among them)\n"
    yield from _table(("code", "name", "PLOVER", "contexts"), map(_cameo_row, vocabulary.cameo_terms))


def _cameo_row(term: CameoTerm) -> tuple[str, ...]:
    code = f"**{term.code}**" if term.parent is None else term.code
    plover = f"{term.type or ''}{f' {term.mode}' if term.mode else ''}"
    return code, term.label, plover, ", ".join(term.contexts)


def _of_type(ontology: Mapping[str, Facts], kind: str) -> Iterator[tuple[str, Facts]]:
    return ((iri, facts) for iri, facts in ontology.items() if f"{OWL}{kind}" in facts.get(RDF_TYPE, ()))


def _text(facts: Facts) -> str:
    return facts[f"{RDFS}comment"][0]


def _ends(facts: Facts, predicate: str) -> str:
    return ", ".join(_code(iri) for iri in facts.get(f"{RDFS}{predicate}", ())) or "any"


def _under(facts: Facts, predicate: str) -> str:
    return ", ".join(_code(iri) for iri in [*facts.get(f"{RDFS}{predicate}", ()), *facts.get(f"{SKOS}closeMatch", ())])


def _code(iri: str) -> str:
    for namespace, prefix in _PREFIXES.items():
        if iri.startswith(namespace):
            return f"`{prefix}{iri.removeprefix(namespace)}`"
    return f"<{iri}>"


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield "|---" * len(header) + "|"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def main(arguments: Sequence[str]) -> int:
    """Write the page, or with ``--check`` say whether it is out of date."""
    page = render(read_ontology(), load_vocabulary()) + "\n"
    if "--check" in arguments:
        current = PAGE.exists() and PAGE.read_text(encoding="utf-8") == page
        print("current" if current else "out of date: docs/vocabulary.md")
        return 0 if current else 1
    PAGE.write_text(page, encoding="utf-8", newline="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
