"""A server that lives and dies with us: started as a child, ended by the kernel when we are gone.

Nobody should ever find an orphaned database on a machine because a window was closed.
"""

import ctypes
import os
import pwd
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import BinaryIO

SET_PARENT_DEATH_SIGNAL = 1
# Tells a child which of its open files comes to its end when the child may begin.
GATE = "START_AT_END_OF"
LARGEST_LOG = 10_000_000
ENVIRONMENT = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"}


class ServerError(Exception):
    """A server that cannot be started; the text says why."""


def tied_to_parent(end_with: signal.Signals, *, unborn: bool = True) -> Callable[[], None]:
    """What a new child does before it becomes the server: ask the kernel to end it when its parent ends.

    Mind that the kernel means the parent's *thread*: start children from a thread that stays.
    """
    prctl = getattr(ctypes.CDLL(None, use_errno=True), "prctl", None)
    parent = os.getpid() if unborn else os.getppid()

    def ask_kernel() -> None:
        if prctl is not None:
            prctl(SET_PARENT_DEATH_SIGNAL, end_with, 0, 0, 0)
            if os.getppid() != parent:  # it ended while we were being born
                os._exit(1)

    return ask_kernel


class Child:
    """One running server process and the file it writes its messages to."""

    def __init__(
        self,
        words: Sequence[str | Path],
        *,
        log: Path,
        end_with: signal.Signals,
        user: int | None = None,
        folders: tuple[int, ...] = (),
        env: Mapping[str, str] = ENVIRONMENT,
        cwd: str | Path = "/",
    ) -> None:
        self.log = log
        name = Path(words[0]).name
        try:
            with open_log(log) as messages:
                self.process = subprocess.Popen(
                    [str(word) for word in words],
                    stdin=subprocess.DEVNULL,
                    stdout=messages,
                    stderr=messages,
                    env=env,
                    cwd=cwd,
                    # Ctrl-C in the window reaches us only; we decide who stops when.
                    start_new_session=True,
                    pass_fds=folders,
                    preexec_fn=tied_to_parent(end_with),
                    user=user,
                    group=group_of(user),
                    extra_groups=None if user is None else [],
                )
        except OSError as error:
            raise ServerError(f"{name} cannot be started: {error}.") from error

    @property
    def alive(self) -> bool:
        return self.process.poll() is None

    def last_words(self) -> str:
        """The end of its messages, for the person who has to find out why it stopped."""
        try:
            return "\n".join(self.log.read_text(errors="replace").splitlines()[-12:])
        except OSError:
            return ""

    def stop(self, *steps: tuple[signal.Signals, float]) -> None:
        """Ask politely first, then less politely; each step has its patience in seconds."""
        for how, patience in steps:
            if not self.alive:
                return
            self.process.send_signal(how)
            try:
                self.process.wait(patience)
            except subprocess.TimeoutExpired:
                continue
        if self.alive:
            self.process.kill()
            self.process.wait()


def run(
    words: Sequence[str | Path], *, user: int | None, folders: tuple[int, ...], given: str = ""
) -> subprocess.CompletedProcess[str]:
    """Run one of the servers' tools to its end, as the user the server runs as."""
    return subprocess.run(
        [str(word) for word in words],
        input=given,
        capture_output=True,
        text=True,
        env=ENVIRONMENT,
        cwd="/",
        pass_fds=folders,
        preexec_fn=tied_to_parent(signal.SIGKILL),
        user=user,
        group=group_of(user),
        extra_groups=None if user is None else [],
        check=False,
    )


def group_of(user: int | None) -> int | None:
    """The group of an unprivileged user."""
    return None if user is None else pwd.getpwuid(user).pw_gid


def open_log(path: Path) -> BinaryIO:
    """A log that goes on where it ended, and starts again before it fills the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and path.stat().st_size > LARGEST_LOG:
        path.replace(path.with_suffix(".old"))
    return path.open("ab")


def wait_for_go() -> None:
    """In a child that was started early, to load its program: wait until it may begin."""
    gate = os.environ.pop(GATE, None)
    if gate is not None:
        os.read(int(gate), 1)
        os.close(int(gate))


def wait_until(done: Callable[[], bool], seconds: float) -> bool:
    """Look again and again until it is so; false when it took too long."""
    until = time.monotonic() + seconds
    while not done():
        if time.monotonic() > until:
            return False
        time.sleep(0.005)
    return True
