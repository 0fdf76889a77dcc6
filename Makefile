PYTHON ?= python3
BIN := .venv/bin
.PHONY: demo test check bench docs clean

.venv/ready: pyproject.toml
	$(PYTHON) -m venv .venv && $(BIN)/pip install --quiet --disable-pip-version-check -e '.[dev]' && touch $@
demo: .venv/ready
	@$(BIN)/python examples/demo.py
test: .venv/ready
	@$(BIN)/pytest -n auto
check: .venv/ready
	@$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/pytest -n auto tests/test_layers.py tests/test_public.py tests/test_docs.py
bench: .venv/ready
	@$(BIN)/python bench/run.py && $(BIN)/python bench/alternatives.py && $(BIN)/python bench/scale.py
docs: .venv/ready
	@$(BIN)/python -m docs.build
clean:
	rm -rf .venv .kg dist
