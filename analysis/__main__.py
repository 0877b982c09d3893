"""The command line: `python -m analysis COMMAND`, each command a module of `commands`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

COMMANDS = ("figures", "review", "site")


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 0 if all went well, 1 if something failed, 2 if what was asked cannot be done."""
    parser = argparse.ArgumentParser(
        prog="python -m analysis", description="Read, measure and show shifting priorities."
    )
    names = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = {name: import_module(f".commands.{name}", __package__) for name in COMMANDS}
    for name, module in modules.items():
        module.add_options(
            names.add_parser(
                name,
                help=module.HELP,
                description=f"{module.HELP[0].upper()}{module.HELP[1:]}.",
                epilog=f"example: {module.EXAMPLE}",
            )
        )
    options = parser.parse_args(arguments)
    return modules[options.command].run(options)


if __name__ == "__main__":
    sys.exit(main())
