"""The steps of a run, each over all partitions: what fails ends its partition, and is noted."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from operator import call
from typing import TextIO

import pandas as pd

from ..corpus.metadata import Known, list_folders
from ..corpus.metadata_files import find_metadata
from ..corpus.read import say_no_documents, tabulate_problems
from ..corpus.survey import plan_cleaning, survey_cleaning
from ..project import find_path
from ..sources.formats import ONE_DOCUMENT
from ..sources.identify import drop_endings
from ..sources.names import split_name
from ..sources.source import Problem
from ..stats.tallies import add_in_turn
from .engine import Engine, Failure, Task
from .folders import split_documents
from .links import MOST_FOR_EPISODES, Found, find_clashes, join_parts, write_links
from .partitions import Partition
from .steps import PART, Lost, Part, measure_part, read_part, sign_part, tally_parts
from .store import is_written, make_key, place, read_table, write_table

_LINKED = ["doc_id", "date", "group", "source", "episode", "copy_of", PART]
# partitions whose tallies are added by one worker; of many so many more that about 32 sums remain
_TOGETHER, _SUMS = (4, 32)
_ROUNDS = 3  # of reading partitions again whose ids appear in others

Twice = set[tuple[int, str]]  # the number of a partition, and an id of it that does not count


class Run:
    """What is common to the steps: where results are kept, what runs them, what went wrong."""

    def __init__(self, out: str, engine: Engine, report: TextIO | None) -> None:
        self.out, self.engine, self.report = out, engine, report
        self.sizes: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.n_measured_before = 0

    def read(self, path, partitions: list[Partition], columns, clean: str | bool) -> Found:
        """Read every partition."""
        local = "://" not in str(path)
        source = find_path(path) if local else None
        rows, problems = find_metadata(source) if local else ({}, [])
        # what is far away is not looked at before it is read
        plan = plan_cleaning(clean, lambda: survey_cleaning(source, columns) if source else {})
        given, taken, listed = (self.out, columns, plan[0]), {}, list_folders(rows)

        def list_arguments(p: Partition) -> tuple:
            return p, *given, _select_rows(rows, p), listed, taken.get(p.name, {})

        results = self._read_apart(partitions, list_arguments, taken)
        parts = [result for result in self._note(results, "reading") if isinstance(result, Part)]
        several = local and (source.is_dir() or split_name(source.name)[1] == "archive")
        found = join_parts(parts, rows, problems, several and not self.problems)
        if not any(part.n_documents for part in parts):
            aside = pd.concat([found.set_aside, tabulate_problems(self.problems, [])])
            raise ValueError(say_no_documents(path, aside))
        return found

    def _read_apart(
        self, partitions: list[Partition], arguments: Callable[[Partition], tuple], taken: dict
    ) -> list:
        """Read partitions; one that fails is halved, and again, so that only a file is lost.

        One with ids that an earlier one has is read again, these `taken`.
        """
        done: list[tuple[Partition, object]] = [(partition, None) for partition in partitions]
        rounds = 0
        while True:
            waiting = [i for i, (_, result) in enumerate(done) if result is None]
            if not waiting and rounds < _ROUNDS:
                rounds += 1
                read_parts = (found if isinstance(found, Part) else None for _, found in done)
                clashes = find_clashes(read_parts)
                for i, clash in clashes.items():
                    partition, _ = done[i]
                    taken[partition.name] = taken.get(partition.name, {}) | clash
                    done[i] = (partition, None)
                waiting = sorted(clashes)
            if not waiting:
                break
            tasks = [Task(done[i][0].name, done[i][0].size, arguments(done[i][0])) for i in waiting]
            read = self.engine.run(read_part, tasks, label="reading", report=self.report)
            results = dict(zip(waiting, read, strict=True))
            after = []
            for i, (partition, result) in enumerate(done):
                result = results.get(i, result)
                if isinstance(result, Failure) and len(partition.pieces) > 1:
                    after += [(half, None) for half in partition.halve()]
                else:
                    after.append((partition, result))
            done = after
        self.sizes = {partition.name: partition.size for partition, _ in done}
        return [result for _, result in done]

    def sign(self, found: Found) -> tuple[list[Part], Twice]:
        """Sign the texts of each partition; return those that could be."""
        tasks = [Task(part.name, self.sizes[part.name], (part,)) for part in found.parts]
        results = self.engine.run(sign_part, tasks, label="signing", report=self.report)
        self._note_lost(results)  # these are in no later table
        return _keep(found.parts, found.twice, self._note(results, "signing"))

    def measure(
        self, parts: list[Part], twice: Twice, packed: bytes, described: str
    ) -> tuple[list[Part], pd.DataFrame, str]:
        """Count what is in each partition, and meanwhile mark copies and episodes over all of them.

        Returns the partitions that could be counted, their documents, and the key of these.
        """
        keys = [make_key("cells", part.pages, part.shared, described) for part in parts]
        pairs = zip(parts, keys, strict=True)
        parts = [replace(part, reused=False, cells=key) for part, key in pairs]
        key, links = self._plan_links(parts, twice)
        calls = [(part.name, (measure_part, part, packed)) for part in parts]
        tasks = [links, *(Task(name, self.sizes[name], asked) for name, asked in calls)]
        linked, *results = self.engine.run(call, tasks, label="measuring", report=self.report)
        _refuse([linked], "linking")
        counted = [result for result in results if not isinstance(result, Failure)]
        self.n_measured_before = sum(before for before, _ in counted)
        lost = self._note_lost([r if isinstance(r, Failure) else r[1] for r in results])
        kept, twice = _keep(parts, twice | lost, self._note(results, "measuring"))
        if lost or len(kept) < len(parts):  # what is not counted is nothing's original
            key, links = self._plan_links(kept, twice)
            _refuse(self.engine.run(call, [links], label="linking", report=self.report), "linking")
        return kept, read_table(place(self.out, "documents", key)), key

    def _plan_links(self, parts: list[Part], twice: Twice) -> tuple[str, Task]:
        made_from = [(part.pages, part.shared) for part in parts]
        key = make_key("documents", made_from, sorted(twice), MOST_FOR_EPISODES)
        path = place(self.out, "documents", key)
        return key, Task("documents", 0, (write_links, parts, twice, path))

    def tally(self, parts: list[Part], documents: pd.DataFrame, documents_key: str) -> str:
        """Tally by day and group, some partitions at a time; return the key of the sum."""
        key = make_key("tallies", documents_key, [part.cells for part in parts])
        path = place(self.out, "tallies", key)
        if is_written(path):
            return key
        rows = split_documents(documents[_LINKED], len(parts))
        tasks = []
        step = max(_TOGETHER, len(parts) // _SUMS)
        for i in range(0, len(parts), step):
            some = parts[i : i + step]
            size = sum(self.sizes[part.name] for part in some)
            arguments = (some, rows[i : i + step], "date", "group")
            tasks.append(Task(f"{some[0].name} and after", size, arguments))
        results = self.engine.follow(tally_parts, tasks, label="adding", report=self.report)
        write_table(path, add_in_turn(_refuse_each(results, "adding")))
        return key

    def _note_lost(self, results: list[Lost | Failure]) -> Twice:
        """Note the documents on which a step failed; return them."""
        lost = set()
        for number, result in enumerate(results):
            rows = [] if isinstance(result, Failure) else result
            for doc_id, file, line, problem, remedy in rows:
                self.problems.append(Problem(file, line, problem, remedy, doc_id=doc_id))
                lost.add((number, doc_id))
        return lost

    def _note(self, results: list, label: str) -> list:
        """Note what failed; return the results."""
        for result in results:
            if isinstance(result, Failure):
                said = f"{label} it failed: {result.problem}"
                self.problems.append(Problem(result.name, 0, said, "mend it or take it out"))
        return results


def _keep(parts: list[Part], twice: Twice, results: list) -> tuple[list[Part], Twice]:
    """Return the partitions with results, and the ids that do not count by their new numbers."""
    kept = [number for number, result in enumerate(results) if not isinstance(result, Failure)]
    if not kept:
        raise ValueError(f"no partition could be measured; {results[0].name}: {results[0].problem}")
    places = {number: at for at, number in enumerate(kept)}
    left = {(places[n], doc_id) for n, doc_id in twice if n in places}
    return [parts[number] for number in kept], left


def _refuse(results: list, label: str) -> None:
    """End the run at a failure of a step that is of the whole corpus."""
    for _ in _refuse_each(enumerate(results), label):
        pass


def _refuse_each(results: Iterable[tuple[int, object]], label: str) -> Iterator:
    """Yield results, and end the run at a failure."""
    for _, result in results:
        if isinstance(result, Failure):
            raise RuntimeError(f"{label} {result.name} failed: {result.problem}")
        yield result


def _select_rows(metadata: dict[str, Known], partition: Partition) -> dict[str, Known]:
    """Return the rows of metadata.csv that a partition may need."""
    if any(piece.kind not in ONE_DOCUMENT for piece in partition.pieces):
        return metadata
    stems = (drop_endings(piece.name) for piece in partition.pieces)
    return {stem: metadata[stem] for stem in stems if stem in metadata}
