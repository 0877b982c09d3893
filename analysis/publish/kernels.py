"""Kernels forked from one process with the libraries loaded: imports are paid for once."""

from __future__ import annotations

import os
import signal
import sys
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from typing import TYPE_CHECKING, Any

from jupyter_client.provisioning import LocalProvisioner

from ..scaling.processes import START, end_with_parent, is_stopped

if TYPE_CHECKING:  # whose import takes a second, which every command would wait for
    from nbclient import NotebookClient

_INLINE = "module://matplotlib_inline.backend_inline"


def fork_kernel(client: NotebookClient) -> None:
    """Let a client's kernel be forked, where that can be; else it is started as ever."""
    manager = client.create_kernel_manager()
    manager.client()  # which loads the classes of its parts
    if START == "forkserver":
        manager.provisioner = ForkedProvisioner(kernel_spec=manager.kernel_spec, parent=manager)


class ForkedProvisioner(LocalProvisioner):
    """Starts a kernel as a fork; all else is as with a kernel that a command starts."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> dict[str, Any]:
        """Start the kernel that `cmd` would start."""
        if is_stopped():
            raise RuntimeError("the run was stopped")
        arguments = cmd[cmd.index("-m") + 2 :]
        given = arguments, kwargs.get("cwd"), kwargs["env"]
        process = get_context(START).Process(target=_serve, args=given)
        process.start()
        if is_stopped():  # meanwhile
            process.kill()
        self.process = _Started(process)
        self.pid = self.pgid = process.pid
        self.cwd = kwargs.get("cwd")
        return self.connection_info


class _Started:
    """A process under the names that `subprocess.Popen` gives them."""

    stdin = stdout = stderr = None

    def __init__(self, process: BaseProcess) -> None:
        self._process = process
        self.pid = process.pid
        self.kill, self.terminate = process.kill, process.terminate

    def poll(self) -> int | None:
        return self._process.exitcode

    def wait(self) -> int | None:
        self._process.join()
        return self._process.exitcode

    def send_signal(self, number: int) -> None:
        os.kill(self.pid, number)


def _serve(arguments: list[str], folder: str | None, environment: dict[str, str]) -> None:
    """Be a kernel, in a session of its own."""
    import matplotlib
    from ipykernel.kernelapp import IPKernelApp

    os.setsid()  # signals reach what the kernel starts, too
    signal.signal(signal.SIGINT, signal.default_int_handler)
    os.environ.clear()
    os.environ.update(environment)
    # it read the variable when it was loaded
    matplotlib.rcParams["backend"] = environment.get("MPLBACKEND") or _INLINE
    if folder:
        os.chdir(folder)
    end_with_parent()
    # Nobody debugs a run: the debugger, which a kernel looks for, takes most of its start to load.
    sys.modules["debugpy"] = None
    IPKernelApp.launch_instance(argv=arguments, parent_handle=os.getppid())
