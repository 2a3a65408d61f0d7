"""Work that outlasts a request: one piece at a time, its progress told, cancellable, then kept."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from threading import Event, Lock, Thread
from typing import cast

from renkei.errors import RenkeiError
from renkei.web.site import Site

KEPT = 24
Progress = Callable[[float, str], None]
Work = Callable[[Progress], object]


class State(StrEnum):
    """Where a job stands."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"


@dataclass(frozen=True, slots=True)
class Told:
    """A job as pages show it: the share that is done, what is being done, what went wrong."""

    id: str
    state: State
    share: float
    doing: str
    error: str


class Cancelled(Exception):
    """Raised within the work when it is to stop."""


class Busy(RenkeiError):
    """Another job is running."""


class _Job:
    def __init__(self, name: str) -> None:
        self.id = name
        self.state = State.RUNNING
        self.share = 0.0
        self.doing = ""
        self.error = ""
        self.result: object = None
        self.stop = Event()

    def told(self) -> Told:
        return Told(self.id, self.state, self.share, self.doing, self.error)

    def progress(self, share: float, doing: str) -> None:
        if self.stop.is_set():
            raise Cancelled
        self.share, self.doing = min(max(share, self.share), 1.0), doing


class Jobs:
    """The jobs of one kind; the last ones that ended stay, with what they gave."""

    def __init__(self) -> None:
        """None yet."""
        self._lock = Lock()
        self._jobs: OrderedDict[str, _Job] = OrderedDict()

    def start(self, name: str, work: Work) -> Told:
        """Starts `work`, or finds it under way or done under the same name.

        Raises
        ------
        Busy
            If another job is running.
        """
        with self._lock:
            known = self._jobs.get(name)
            if known and known.state in (State.RUNNING, State.DONE):
                return known.told()
            if running := self._running():
                raise Busy(running.id)
            job = self._jobs[name] = _Job(name)
            self._jobs.move_to_end(name)
            while len(self._jobs) > KEPT:
                self._jobs.popitem(last=False)
        Thread(target=_run, args=(job, work), name="renkei-job", daemon=True).start()
        return job.told()

    def cancel(self, name: str) -> None:
        """Asks a job to stop, at the next moment at which it tells its progress."""
        with self._lock:
            if name in self._jobs:
                self._jobs[name].stop.set()

    def told(self, name: str) -> Told | None:
        """How a job stands; None if there is none of that name."""
        with self._lock:
            job = self._jobs.get(name)
            return job.told() if job else None

    def last(self) -> Told | None:
        """The job that was started last."""
        with self._lock:
            return next((job.told() for job in reversed(self._jobs.values())), None)

    def running(self) -> Told | None:
        """The job that is running, if one is."""
        with self._lock:
            job = self._running()
            return job.told() if job else None

    def result(self, name: str) -> object:
        """What a job gave; None if it is not done."""
        with self._lock:
            job = self._jobs.get(name)
            return job.result if job else None

    def _running(self) -> _Job | None:
        return next((j for j in self._jobs.values() if j.state is State.RUNNING), None)


def jobs(site: Site, kind: str) -> Jobs:
    """The jobs of a kind on a site."""
    return cast(Jobs, site.memory.setdefault(f"jobs {kind}", (None, Jobs()))[1])


def _run(job: _Job, work: Work) -> None:
    try:
        job.result = work(job.progress)
        job.share, job.state = 1.0, State.DONE
    except Cancelled:
        job.state = State.CANCELLED
    except RenkeiError as error:
        job.error, job.state = str(error), State.FAILED
    except Exception as error:
        job.error, job.state = f"{type(error).__name__}: {error}", State.FAILED
