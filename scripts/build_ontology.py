"""Make ontology/plover.ttl, cameo.ttl and context.jsonld from ontology/sources and geograph.ttl.

Run ``python scripts/build_ontology.py`` after changing a table, and with ``--check`` to see whether the files are
current. Codes and names are PLOVER's (openeventdata/PLOVER, manual 2.0 and CAMEO2PLOVER-2021) and CAMEO's (Schrodt
2012); the definitions and corrections in the tables are ours.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from rdflib import OWL, RDF, RDFS, XSD, Graph, Namespace, URIRef

ONTOLOGY = Path(__file__).resolve().parent.parent / "ontology"
SOURCES = ONTOLOGY / "sources"

GG = Namespace("https://w3id.org/geograph/ontology#")

Row = Mapping[str, str]

_HEAD = """\
# Made by scripts/build_ontology.py from ontology/sources/{table}: change the table, not this file.
@prefix plv:   <https://w3id.org/geograph/plover/> .
@prefix cameo: <https://w3id.org/geograph/cameo/> .
@prefix dct:   <http://purl.org/dc/terms/> .
@prefix owl:   <http://www.w3.org/2002/07/owl#> .
@prefix skos:  <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd:   <http://www.w3.org/2001/XMLSchema#> .

"""

_PLOVER_SCHEME = """\
plv: a skos:ConceptScheme ;
    dct:title "PLOVER 2.0: types, modes, contexts, sectors and quad classes of political events"@en ;
    dct:description "Codes and names of the Political Language Ontology for Verifiable Event Records; the definitions are geograph's own."@en ;
    dct:source <https://github.com/openeventdata/PLOVER> ;
    dct:creator "The geograph founders, after the PLOVER manual 2.0" ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> ;
    owl:versionInfo "2.0" .

"""  # noqa: E501 - the lines of a Turtle literal cannot be broken

_CAMEO_SCHEME = """\
cameo: a skos:ConceptScheme ;
    dct:title "CAMEO event codes, mapped to PLOVER 2.0"@en ;
    dct:description "Codes and names of the Conflict and Mediation Event Observations codebook of Philip A. Schrodt (2012), mapped by PLOVER's crosswalk of 2021, corrected where that names modes or contexts which PLOVER 2.0 does not have."@en ;
    dct:source <https://github.com/openeventdata/PLOVER> ;
    dct:bibliographicCitation "Philip A. Schrodt: CAMEO. Conflict and Mediation Event Observations. Event and Actor Codebook, version 1.1b3, 2012" ;
    dct:creator "The geograph founders, after CAMEO and PLOVER" ;
    dct:license <https://creativecommons.org/licenses/by/4.0/> ;
    owl:versionInfo "1.1b3" .

"""  # noqa: E501 - the lines of a Turtle literal cannot be broken

_PLOVER_GROUPS = {
    "quad": ("quads", "the quad classes"),
    "type": ("types", "the event types"),
    "mode": ("modes", "the modes"),
    "context": ("contexts", "the contexts"),
    "sector": ("sectors", "the sectors"),
    "actor": ("actors", "the codes of actors across borders"),
}
_CAMEO_GROUPS = {
    "root": ("roots", "the twenty root categories"),
    "mapped": ("mapped", "the codes that PLOVER's crosswalk maps"),
    "unmapped": ("unmapped", "the codes that PLOVER's crosswalk leaves out"),
}


def read_table(name: str) -> list[Row]:
    """Read one table of ontology/sources."""
    with (SOURCES / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def render_plover(rows: Sequence[Row]) -> str:
    """Write the PLOVER scheme as Turtle."""
    blocks = [_plover_concept(row) for row in rows]
    groups = _collections("plv", _PLOVER_GROUPS, [(row["kind"], _plover_name(row)) for row in rows])
    return _HEAD.format(table="plover.csv") + _PLOVER_SCHEME + "\n".join([*groups, *blocks])


def render_cameo(rows: Sequence[Row]) -> str:
    """Write the CAMEO scheme as Turtle."""
    codes = {row["code"] for row in rows}
    blocks = [_cameo_concept(row, codes) for row in sorted(rows, key=lambda row: row["code"])]
    groups = _collections("cameo", _CAMEO_GROUPS, [(row["group"], f"cameo:{row['code']}") for row in rows])
    return _HEAD.format(table="cameo.csv") + _CAMEO_SCHEME + "\n".join([*groups, *blocks])


def _plover_name(row: Row) -> str:
    # Modes of different types share their names, so a mode's IRI carries its type: plv:REQUEST-meet, plv:REJECT-meet.
    return f"plv:{row['broader']}-{row['code']}" if row["kind"] == "mode" else f"plv:{row['code']}"


def _plover_concept(row: Row) -> str:
    broader = f"plv:{row['broader']}" if row["broader"] else ""
    label = f"{row['broader'].lower()}: {row['label']}" if row["kind"] == "mode" else row["label"]
    return _block(
        _plover_name(row),
        [
            ("a", "skos:Concept"),
            ("skos:inScheme", "plv:"),
            ("skos:notation", _text(row["code"])),
            ("skos:prefLabel", _text(label, "en")),
            ("skos:definition", _text(row["definition"] + ".", "en")),
            ("skos:broader", broader),
            ("skos:topConceptOf", "" if broader else "plv:"),
        ],
    )


def _cameo_concept(row: Row, codes: set[str]) -> str:
    root = row["group"] == "root"
    return _block(
        f"cameo:{row['code']}",
        [
            ("a", "skos:Concept"),
            ("skos:inScheme", "cameo:"),
            ("skos:notation", _text(row["code"])),
            ("skos:prefLabel", _text(row["label"], "en")),
            ("skos:broader", "" if root else f"cameo:{_parent(row['code'], codes)}"),
            ("skos:topConceptOf", "cameo:" if root else ""),
            (f"skos:{row['match']}Match", _plover_target(row)),
            ("skos:relatedMatch", " , ".join(f"plv:{context}" for context in row["contexts"].split())),
            ("skos:note", _text(row["note"], "en") if row["note"] else ""),
        ],
    )


def _plover_target(row: Row) -> str:
    if not row["plover_type"]:
        return ""
    return f"plv:{row['plover_type']}" + (f"-{row['plover_mode']}" if row["plover_mode"] else "")


def _parent(code: str, codes: set[str]) -> str:
    """Find the nearest code that ``code`` begins with: 0311 stands under 031, 031 under 03."""
    return next(code[:length] for length in range(len(code) - 1, 1, -1) if code[:length] in codes)


def _collections(prefix: str, groups: Mapping[str, tuple[str, str]], members: Iterable[tuple[str, str]]) -> list[str]:
    listed = list(members)
    return [
        _block(
            f"{prefix}:{name}",
            [
                ("a", "skos:Collection"),
                ("skos:prefLabel", _text(label, "en")),
                ("skos:member", " , ".join(iri for kind, iri in listed if kind == group)),
            ],
        )
        for group, (name, label) in groups.items()
    ]


def _block(subject: str, pairs: Iterable[tuple[str, str]]) -> str:
    lines = [f"{predicate} {value}" for predicate, value in pairs if value]
    return f"{subject} " + " ;\n    ".join(lines) + " .\n"


def _text(value: str, language: str = "") -> str:
    quoted = '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    return f"{quoted}@{language}" if language else quoted


def render_context(ontology: Graph) -> str:
    """Write the JSON-LD context: the names of ontology/sources/context.json, and every property of ours."""
    terms = json.loads((SOURCES / "context.json").read_text(encoding="utf-8"))
    for prop in sorted(_properties(ontology)):
        coercion = _coercion(ontology, prop)
        if coercion:
            terms.setdefault(prop.removeprefix(GG), {"@id": f"gg:{prop.removeprefix(GG)}", "@type": coercion})
    lines = ",\n".join(f"    {json.dumps(name)}: {json.dumps(meaning)}" for name, meaning in terms.items())
    return f'{{\n  "@context": {{\n{lines}\n  }}\n}}\n'


def _properties(ontology: Graph) -> set[URIRef]:
    kinds = (OWL.ObjectProperty, OWL.DatatypeProperty)
    return {prop for kind in kinds for prop in ontology.subjects(RDF.type, kind) if isinstance(prop, URIRef)}


def _coercion(ontology: Graph, prop: URIRef) -> str | None:
    """Say how a property's values are read: a value of a closed list may be written by its bare name."""
    value = ontology.value(prop, RDFS.range)
    if (prop, RDF.type, OWL.ObjectProperty) in ontology:
        listed = value is not None and (value, RDFS.subClassOf, GG.Term) in ontology
        return "@vocab" if listed else "@id"
    typed = isinstance(value, URIRef) and value.startswith(str(XSD)) and value != XSD.string
    return f"xsd:{value.removeprefix(str(XSD))}" if typed and isinstance(value, URIRef) else None


def render_all() -> dict[str, str]:
    """Map the name of each made file to its text."""
    return {
        "plover.ttl": render_plover(read_table("plover.csv")),
        "cameo.ttl": render_cameo(read_table("cameo.csv")),
        "context.jsonld": render_context(Graph().parse(ONTOLOGY / "geograph.ttl")),
    }


def main(arguments: Sequence[str]) -> int:
    """Write the files, or with ``--check`` say which are out of date."""
    stale = [name for name, text in render_all().items() if _current(ONTOLOGY / name) != text]
    if "--check" in arguments:
        print("\n".join(f"out of date: ontology/{name}" for name in stale) or "current")
        return 1 if stale else 0
    for name, text in render_all().items():
        (ONTOLOGY / name).write_text(text, encoding="utf-8", newline="\n")
    return 0


def _current(path: Path) -> str:
    return path.read_text(encoding="utf-8") if path.exists() else ""


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
