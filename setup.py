"""What `pyproject.toml` cannot say: a wheel holds the notebooks and the benchmarks they show."""

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CARRIED = ("notebooks/*.ipynb", "tests/benchmarks/*.csv")
TO = "analysis/shipped"


class BuildWithNotebooks(build_py):
    """Copies the carried files to a folder of the package, laid out there as in the project."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for file, copy in self._list_carried().items():
                self.mkpath(str(copy.parent))
                self.copy_file(file, str(copy))

    def get_source_files(self) -> list[str]:
        """Return what a source archive needs."""
        return [*super().get_source_files(), *self._list_carried()]

    def get_outputs(self, include_bytecode: bool = True) -> list[str]:
        """Return what is written."""
        carried = [] if self.editable_mode else map(str, self._list_carried().values())
        return [*super().get_outputs(include_bytecode), *carried]

    def _list_carried(self) -> dict[str, Path]:
        files = sorted(file for pattern in CARRIED for file in Path().glob(pattern))
        return {file.as_posix(): Path(self.build_lib, TO, file) for file in files}


setup(cmdclass={"build_py": BuildWithNotebooks})
