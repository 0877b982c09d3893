"""The command line: `python -m analysis COMMAND`, each command a module of `commands`."""

import argparse
import errno
import io
import os
import select
import sys
import threading
import traceback
from importlib import import_module

COMMANDS = ("read", "figures", "add", "review", "site", "brief", "tally", "themes", "clean")
TRACEBACK_VARIABLE = "ANALYSIS_TRACEBACK"
_EXIT = (
    "exit codes: 0 all went well, 1 something failed or was found, 2 what was asked cannot be "
    "done, "
    "130 stopped by Ctrl-C or a request to end"
)
_FULL = (errno.ENOSPC, getattr(errno, "EDQUOT", errno.ENOSPC))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return 0 if all went well, 1 if something failed, 2 if what was asked
    cannot be done.

    Stopped by Ctrl-C it returns 130: files are whole or not there. An error that no command expects
    is said in one line; with `--traceback`, or the variable ANALYSIS_TRACEBACK set, its place in
    the code is shown too.
    """
    from .scaling.processes import stop_when_told

    for stream in (sys.stdout, sys.stderr):  # a name that a terminal cannot show ends no run
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    show_traceback = bool(os.environ.get(TRACEBACK_VARIABLE))
    try:
        with stop_when_told():
            parser, modules = _make_parser()
            options = parser.parse_args(arguments)
            show_traceback = show_traceback or options.traceback
            code = modules[options.command].run(options)
            if sys.stdout is not None:
                sys.stdout.flush()
            return code
    except KeyboardInterrupt:
        _tell("stopped: what was written is whole")
        return 130
    except Exception as error:  # whatever it is, it is said plainly
        if isinstance(error, BrokenPipeError) and _is_unread(sys.stdout):
            sys.stdout = None  # whoever read has read enough
            return 0
        if show_traceback:
            traceback.print_exc()
        _tell(f"error: {_explain(error)}")
        if isinstance(error, OSError) and _is_unread(sys.stdout):
            sys.stdout = None
        return 2


def _make_parser() -> tuple[argparse.ArgumentParser, dict]:
    parser = argparse.ArgumentParser(
        prog="python -m analysis", description="Read, measure and show shifting priorities."
    )
    parser.add_argument("--traceback", action="store_true", help=argparse.SUPPRESS)
    names = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    modules = {name: import_module(f".commands.{name}", __package__) for name in COMMANDS}
    for name, module in modules.items():
        command = names.add_parser(
            name,
            help=module.HELP,
            description=f"{module.HELP[0].upper()}{module.HELP[1:]}.",
            epilog=f"example: {module.EXAMPLE}\n\n{_EXIT}",
            formatter_class=argparse.RawDescriptionHelpFormatter,
        )
        module.add_options(command)
        command.add_argument(
            "--traceback",
            action="store_true",
            default=argparse.SUPPRESS,
            help="show where in the code an error arose",
        )
    return parser, modules


def _explain(error: Exception) -> str:
    """Return what went wrong and what to do, on one line."""
    from .core.safe_text import one_line
    from .themes.concordance import make_visible

    said = make_visible(one_line(str(error)))[:500]
    if isinstance(error, MemoryError):
        return (
            "this needs more memory than there is; use a smaller corpus, or tally it first "
            "(python -m analysis tally)"
        )
    if isinstance(error, OSError):
        remedy = (
            "make room on the disk and run it again"
            if error.errno in _FULL
            else "check that the file or folder can be used"
        )
        return f"{said or type(error).__name__}; {remedy}"
    return (
        f"{type(error).__name__}: {said}; run it again with --traceback to see where, and "
        "report that"
    )


def _is_unread(stream) -> bool:
    """Tell whether what was printed cannot be delivered."""
    try:
        if stream is None:
            return False
        stream.flush()
        if hasattr(
            select, "poll"
        ):  # a flush may have failed before, and have nothing left to fail on
            poll = select.poll()
            poll.register(stream.fileno(), 0)
            return any(event & select.POLLERR for _, event in poll.poll(0))
    except io.UnsupportedOperation:  # no file of the system's
        return False
    except (OSError, ValueError):
        return True
    return False


def _tell(text: str) -> None:
    try:
        print(text, file=sys.stderr, flush=True)
    except (OSError, ValueError):  # nobody listens
        sys.stderr = None


def _end(code: int) -> None:
    """End; where a run was stopped, without waiting for threads that do not yet know it."""
    from .commands.figures import THREADS

    if code != 130 or not any(thread.name.startswith(THREADS) for thread in threading.enumerate()):
        sys.exit(code)  # which cleans up what processes shared
    for stream in (sys.stdout, sys.stderr):
        _is_unread(stream)  # which delivers what it can
    os._exit(code)


if __name__ == "__main__":
    _end(main())
