"""What a person and a program see of an error."""

from __future__ import annotations

import pytest

from kg import errors
from kg.errors import AmbiguousName, Choice, DataError, KgError, Problem


def every() -> list[type[KgError]]:
    found, left = [], [KgError]
    while left:
        found.append(each := left.pop())
        left.extend(each.__subclasses__())
    return found


def test_the_tree_at_the_top_of_the_file_is_the_tree() -> None:
    drawing = errors.__doc__ or ""
    assert all(each.__name__ in drawing for each in every())


def test_each_error_has_a_word_of_its_own_and_an_exit_code_that_is_promised() -> None:
    codes = [each.code for each in every()]
    assert len(set(codes)) == len(codes)
    assert {each.exit_code for each in every()} == {1, 2, 3, 4, 5}


def test_choices_and_near_names_reach_a_program() -> None:
    error = AmbiguousName(
        "two", choices=[Choice("us/pa", "Pennsylvania", "Jurisdiction")], near=["x"]
    )
    assert error.to_json() == {
        "error": {
            "code": "ambiguous-name",
            "message": "two",
            "choices": [{"id": "us/pa", "label": "Pennsylvania", "type": "Jurisdiction"}],
            "near": ["x"],
        }
    }


def test_a_problem_names_file_line_thing_rule_and_way_out() -> None:
    problem = Problem("f.yaml", 3, "eo/1#bar", "to", "is missing", "name a policy")
    assert str(problem) == "f.yaml:3: eo/1#bar `to:` is missing; name a policy"
    error = DataError([problem])
    assert error.exit_code == 3
    body = error.to_json()["error"]
    assert isinstance(body, dict)
    assert body["problems"][0]["line"] == 3


@pytest.mark.parametrize("module", ["kg.errors", "kg.rdf.ns", "kg.rdf.resources", "kg.rdf.store"])
def test_the_reading_path_imports_nothing_heavy(module: str) -> None:
    import subprocess
    import sys

    heavy = "rdflib oxrdflib shacl ruamel.yaml rapidfuzz networkx pyshacl typer"
    code = f"import sys, {module}; print([m for m in '{heavy}'.split() if m in sys.modules])"
    seen = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert seen.stdout.strip() == "[]"
