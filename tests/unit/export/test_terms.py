from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode, RdfFormat, Triple, parse, serialize
from rdflib import Graph

from geograph.export.terms import NAMESPACES, article_iri, day, decimal, entity_iri, geonames_iri, integer, number, text

TRICKY = [
    "",
    ".",
    "..",
    "...",
    "a b",
    "<>",
    '"',
    "x#y?z/..",
    "%41",
    "é",
    "\u202eabc",
    "\x00",
    "a\nb",
    "~-_.",
    "{|}^`\\",
]


@pytest.mark.parametrize("key", TRICKY)
def test_an_iri_holds_whatever_the_id_holds(key):
    iri = entity_iri(key).value
    assert iri.startswith(NAMESPACES[""])
    assert unquote(iri.removeprefix(NAMESPACES[""])) == key
    assert iri.isascii()
    triple = Triple(NamedNode(iri), NamedNode(iri), NamedNode(iri))
    data = serialize([triple], format=RdfFormat.TURTLE, prefixes=NAMESPACES)
    assert {str(subject) for subject in Graph().parse(data=data, format="turtle").subjects()} == {iri}
    (read,) = parse(data, format=RdfFormat.TURTLE, base_iri="https://w3id.org/geograph/id/deep/down")
    assert read.subject.value == iri


@given(st.text(), st.text())
def test_different_ids_have_different_iris(one, two):
    assert (entity_iri(one) == entity_iri(two)) is (one == two)


def test_plain_names_stay_readable():
    assert entity_iri("RussianNavy-2").value == "https://w3id.org/geograph/id/RussianNavy-2"
    assert article_iri("ab12", "char_0_35").value == "urn:sha256:ab12#char_0_35"
    assert geonames_iri("3017382").value == "https://sws.geonames.org/3017382/"


@pytest.mark.parametrize(
    ("value", "lexical"),
    [(35.0, "35"), (0.9, "0.9"), (-0.0, "0"), (1e-7, "0.0000001"), (38.50, "38.5"), (100.0, "100"), (-12.25, "-12.25")],
)
def test_decimals_are_canonical(value, lexical):
    assert decimal(value).value == lexical


@pytest.mark.parametrize(
    ("value", "lexical", "kind"),
    [
        (224.0, "224", "integer"),
        (3.5e12, "3500000000000", "integer"),
        (2.5, "2.5", "decimal"),
        (1e300, "1.000000E300", "double"),
        (float("inf"), "INF", "double"),
        (float("nan"), "NaN", "double"),
    ],
)
def test_numbers_take_the_narrowest_type(value, lexical, kind):
    literal = number(value)
    assert (literal.value, literal.datatype.value) == (lexical, NAMESPACES["xsd"] + kind)


def test_literals_carry_a_language_only_if_it_is_one():
    assert text("Russie", "fr-CA").language == "fr-ca"
    assert text("Russie", "not a tag").language is None
    assert text("Russie", "").language is None
    assert text("\ud800x").value == "\ufffdx"
    assert (integer(3).value, day("2015-11-17").value) == ("3", "2015-11-17")
