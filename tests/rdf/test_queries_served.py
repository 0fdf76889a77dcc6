"""The named queries on a server: the same answers as in memory, asked through us and directly."""

import shlex
import urllib.parse
import urllib.request
from collections import Counter

import pytest
from pyoxigraph import QueryResultsFormat, parse_query_results

from kg.rdf import query, stores
from kg.rdf.node import Nodes
from kg.rdf.queries import NamedQuery, named_queries
from kg.rdf.server import sparql
from kg.visits.load import load
from kg.visits.query import Request, answer
from kg.visits.values import value
from tests.conftest import ROOT
from tests.rdf.conftest import emptied

QUERIES = named_queries()


def given(each):
    words = shlex.split(each.examples[0])
    return dict(word.split("=", 1) for word in words[4::2])


FREE = [
    "SELECT ?s ?l { ?s a kg:ExecutiveOrder ; rdfs:label ?l }",
    "ASK { ?s kg:status status:enjoined }",
    "CONSTRUCT { ?s rdfs:label ?l } { ?s a kg:Letter ; rdfs:label ?l }",
    "DESCRIBE <eo/13768>",
    "DESCRIBE ?c { ?c a kg:CaseFile }",
    "SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }",
    "SELECT ?k ?op { ?e kg:kind ?k . ?k kg:operation ?op }",
]


@pytest.fixture(scope="module")
def both(oxigraph_process, examples):
    """The examples on a server and in memory."""
    paths = [ROOT / "examples"]
    patch = pytest.MonkeyPatch()
    for name in ("KG_STORE_UPDATE", "KG_STORE_USER", "KG_STORE_PASSWORD"):
        patch.delenv(name, raising=False)
    patch.setenv("KG_STORE_UPDATE", oxigraph_process.update)
    emptied(oxigraph_process)
    place = stores.locate(oxigraph_process.query)
    with stores.write(place) as writer:
        load(paths, writer)
    with stores.read(place) as served:
        yield examples, served, oxigraph_process
    emptied(oxigraph_process)
    patch.undo()


def answers(store, each, values=None):
    found = answer(store, Request(each, values or {}, named=False)).answer
    if hasattr(found, "rows"):
        return found.variables, Counter(found.rows)
    return getattr(found, "jsonld", found)


@pytest.mark.parametrize("each", QUERIES.values(), ids=QUERIES.keys())
def test_a_server_answers_a_named_query_as_memory_does(both, each):
    memory, served, _ = both
    assert answers(served, each, given(each)) == answers(memory, each, given(each))


@pytest.mark.parametrize("text", FREE)
def test_a_server_answers_a_free_query_as_memory_does(both, text):
    memory, served, _ = both
    each = NamedQuery("query", text)
    assert answers(served, each) == answers(memory, each)


@pytest.mark.parametrize("each", QUERIES.values(), ids=QUERIES.keys())
def test_a_client_that_asks_the_server_itself_is_answered_the_same(both, each):
    memory, _, server = both
    names = Nodes(memory)
    values = {one.name: given(each).get(one.name, one.default) for one in each.parameters}
    terms = {
        one.name: value(one, values[one.name], names)
        for one in each.parameters
        if values[one.name] != "any"
    }
    text = query.read(each.text).text
    asked = str(sparql.read(text, terms)) if terms else text
    form = urllib.parse.urlencode({"query": asked, "union-default-graph": ""}).encode()
    headers = {"Accept": "application/sparql-results+json"}
    request = urllib.request.Request(server.query, form, headers)
    with urllib.request.urlopen(request, timeout=120) as said:
        rows = list(parse_query_results(said.read(), QueryResultsFormat.JSON))
    found = answer(memory, Request(each, given(each), named=False)).answer
    direct = Counter(tuple(str(getattr(cell, "value", "")) for cell in row) for row in rows)
    ours = Counter(tuple(cell.value if cell else "" for cell in row) for row in found.rows)
    assert direct == ours
