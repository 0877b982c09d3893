"""The command line: `python -m analysis COMMAND`, each command a module of `commands`."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module

COMMANDS = ("figures", "review", "site", "tally", "themes", "clean")
_EXIT = "exit codes: 0 all went well, 1 something failed or was found, 2 what was asked cannot be done, 130 stopped by Ctrl-C"


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 0 if all went well, 1 if something failed, 2 if what was asked cannot be done.

    Stopped by Ctrl-C it returns 130: files are whole or not there.
    """
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
                epilog=f"example: {module.EXAMPLE}\n\n{_EXIT}",
                formatter_class=argparse.RawDescriptionHelpFormatter,
            )
        )
    options = parser.parse_args(arguments)
    try:
        return modules[options.command].run(options)
    except KeyboardInterrupt:
        print("stopped: what was written is whole", file=sys.stderr)
        return 130
    except BrokenPipeError:  # whoever read has read enough
        sys.stdout = None
        return 0


if __name__ == "__main__":
    sys.exit(main())
