# Two commands do all the set-up: `make figures` and `make test`. Each makes the environment if there is none.
PYTHON ?= python3
CORPUS ?= seeds
OUT ?=
BASE ?= origin/main
HEAD ?=
IMAGES ?=
TEXTS ?= texts.parquet
COLUMN ?=
CLEAN ?=
THEMES ?=
PERIOD ?=
FROM ?=
TO ?=
NEW ?=
# Names reach recipes through the environment alone, as they were given: neither make nor the shell reads what is in them.
NAMES := CORPUS OUT BASE HEAD IMAGES TEXTS COLUMN CLEAN THEMES PERIOD FROM TO NEW
$(foreach name,$(NAMES),$(eval override $(name) := $$(value $(name))))
export $(NAMES)
BIN := .venv/bin
READY := .venv/.ready

.DEFAULT_GOAL := help
.PHONY: help read figures add review diff test test-long lab check lint coverage site brief docs bench

help:  ## list the targets
	@grep -E '^[a-z-]+:.*##' Makefile | sed -E 's/:[^#]*## /\t/' | expand -t 10

$(READY): requirements.lock
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or later is needed; name one, as in: make PYTHON=python3.12 figures"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.lock
	@$(BIN)/python -c 'import pathlib, sysconfig; pathlib.Path(sysconfig.get_path("purelib"), "project.pth").write_text(str(pathlib.Path.cwd()) + "\n")'
	@touch $(READY)

read: $(READY)  ## say in seconds how a corpus will be read, and what to change (CORPUS=folder COLUMN=date=Datum,text=body CLEAN=no)
	@$(BIN)/python -m analysis read $${CLEAN:+--clean="$$CLEAN"} $${COLUMN:+--column="$$COLUMN"} -- "$${CORPUS:-seeds}"

figures: $(READY)  ## execute the notebooks and write figures/ (CORPUS=folder OUT=folder for articles of your own; COLUMN and CLEAN as for read; THEMES=file PERIOD=month FROM=2020 TO=2022-06)
	@$(BIN)/python -m analysis figures $${CLEAN:+--clean="$$CLEAN"} $${COLUMN:+--column="$$COLUMN"} $${THEMES:+--themes="$$THEMES"} $${PERIOD:+--period="$$PERIOD"} $${FROM:+--from="$$FROM"} $${TO:+--to="$$TO"} $${OUT:+--out="$$OUT"} -- "$${CORPUS:-seeds}"

add: $(READY)  ## add documents to a result of make figures OUT=folder, and say what they moved (NEW=folder TO=folder); an alert ends with code 3
	@$(BIN)/python -m analysis add $${TO:+--to="$$TO"} -- "$$NEW"

review: $(READY)  ## say what a change moved, and from which cause (BASE=commit or folder, HEAD=commit or folder, OUT=file)
	@$(BIN)/python -m analysis review $${OUT:+--out="$$OUT"} $${IMAGES:+--images="$$IMAGES"} -- "$${BASE:-origin/main}" $${HEAD:+"$$HEAD"}

diff: $(READY)  ## show which cells of the notebooks differ from BASE, without their outputs (needs nbdime)
	@test -x $(BIN)/nbdiff || { echo "nbdime is needed: $(BIN)/python -m pip install 'nbdime>=4.0'"; exit 1; }
	@base=$$(git rev-parse --verify --quiet --end-of-options "$$BASE^{commit}") || { echo "error: BASE is no commit here: fetch it, or name another" >&2; exit 2; }; \
	PATH="$$PWD/$(BIN):$$PATH" $(BIN)/nbdiff --sources "$$base" -- notebooks

site: $(READY)  ## write the notebooks and charts as pages to send, to site/ (OUT=folder: those of make figures OUT=folder)
	@$(BIN)/python -m analysis site $${OUT:+-- "$$OUT"}

brief: $(READY)  ## write one page of a result as PDF and as Word file, for a reader who opens no notebook (OUT=folder: that of make figures OUT=folder)
	@$(BIN)/python -m analysis brief $${OUT:+-- "$$OUT"}

# Each test file is compiled with its asserts spelled out, a third of what collecting takes: once, and then kept.
PYTEST := PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest -q -n 2 --dist loadfile --no-loadscope-reorder

test: $(READY)  ## run all tests, the notebooks' outputs compared, and see that the figures are what the code makes
	@$(PYTEST)

test-long: $(READY)  ## as test, with every corpus through every verb and notebook, and a thousand examples of each property
	@TEST_LONG=1 $(PYTEST)
	@$(BIN)/python -m analysis figures --check

docs: $(READY)  ## write the documentation of every function, from its docstring, to site-docs/
	@$(BIN)/python -m pdoc --docformat numpy --no-show-source -o site-docs analysis $(addprefix analysis.,charts corpus describe scaling speech stats themes tone topics words)
	@echo "open site-docs/analysis.html"

lab: $(READY)  ## open the notebooks in JupyterLab
	@$(BIN)/jupyter lab --notebook-dir . notebooks/00-shifting-priorities.ipynb

lint: $(READY)  ## check the style of the code and its types
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check --quiet .
	@$(BIN)/python -m mypy

coverage: $(READY)  ## measure how often intervals hold known truths and changes are called (tests/benchmarks/*.csv)
	@PYTHONPATH=. $(BIN)/python tests/benchmarks/coverage.py

bench: $(READY)  ## measure cost against size, cores and what others would write (TEXTS=file.parquet of doc_id, date, text)
	@PYTHONPATH=. $(BIN)/python tests/benchmarks/bench_scaling.py -- "$${TEXTS:-texts.parquet}"

check: lint test  ## style and types, tests, notebooks, figures
