"""Ray Data: one function over the rows of Parquet files, in processes on one machine or many."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from harness.errors import EngineError

# pyarrow and Ray ship no types that are of use here: a table is Any.
Table = Any
Work = Callable[[Table], Table]

_STORE_BYTES = 500_000_000
_INSTALL = 'pip install "mt-harness[ray]" (there is no Ray for Python 3.14 yet)'


def require() -> None:
    """Raise H540 where Ray is not installed."""
    try:
        import ray.data  # noqa: F401 (only whether it is there)
    except ImportError as error:
        raise EngineError(
            "H540", "--cluster ray", f"Ray is not installed ({error})", f"Install it: {_INSTALL}."
        ) from error


def spread(
    sources: Path,
    results: Path,
    make: Callable[[], Work],
    *,
    workers: int,
    gpus: float = 0.0,
    address: str | None = None,
) -> Generator[str, None, None]:
    """Yield the name of each Parquet file in `sources`, once it is worked on, as they come.

    What `workers` processes made of it then lies in `results` under the same name. Each process
    calls `make` once, and what it returned with one file's table after the other; every node has
    to reach both folders. A process that is lost is started anew and begins its file again.
    Without `address` a Ray of our own is started here and ended again. Raises H540 (no Ray), H541
    (it cannot be reached) and H542 (it gave up).
    """
    require()
    names = sorted(path.name for path in sources.glob("*.parquet"))
    workers = min(workers, len(names))
    with _connected(address, workers, gpus):
        import ray.data
        from ray.exceptions import RayError

        context = ray.data.DataContext.get_current()
        context.enable_progress_bars = False
        context.print_on_execution_start = False
        todo = ray.data.from_items(
            [{"name": name} for name in names], override_num_blocks=len(names)
        )
        done = todo.map_batches(
            _Actor,
            fn_constructor_args=(make, str(sources), str(results)),
            batch_size=1,
            batch_format="pyarrow",
            compute=ray.data.ActorPoolStrategy(size=workers),
            num_cpus=1,
            num_gpus=gpus,
        )
        try:
            for row in done.iter_rows():
                yield row["name"]
        except RayError as error:
            raise EngineError(
                "H542",
                "--cluster ray",
                f"Ray gave up: {str(error).strip().splitlines()[-1]}",
                "See Ray's own logs; the same run without --cluster needs none.",
            ) from error


class _Actor:
    """One of the processes: what is loaded once, and asked again and again."""

    def __init__(self, make: Callable[[], Work], sources: str, results: str) -> None:
        self._work = make()
        self._sources = Path(sources)
        self._results = Path(results)

    def __call__(self, batch: Table) -> Table:
        from pyarrow import parquet

        for name in batch["name"].to_pylist():
            made = self._work(parquet.read_table(self._sources / name))
            # A process that is lost half-way leaves nothing that looks finished.
            new = self._results / f"{name}.{os.getpid()}.new"
            parquet.write_table(made, new)
            new.replace(self._results / name)
        return batch


@contextmanager
def _connected(address: str | None, workers: int, gpus: float) -> Iterator[None]:
    """Be connected to the Ray at `address`, else to one that is started here for this run."""
    # Ray tells its makers how it is used unless it is told not to.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    # A process that is lost is no error here; what is one comes as an exception.
    os.environ.setdefault("RAY_BACKEND_LOG_LEVEL", "fatal")
    import ray

    own: dict[str, Any] = {}
    if address is None:
        # One more for reading and writing, or nobody would be left for it.
        own = {"num_cpus": workers + 1, "object_store_memory": _STORE_BYTES}
        own |= {"include_dashboard": False, "num_gpus": max(0, round(workers * gpus))}
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ray.init(address or "local", log_to_driver=False, logging_level=logging.ERROR, **own)
    except (ConnectionError, OSError, RuntimeError, ValueError) as error:
        raise EngineError(
            "H541",
            address or "--cluster ray",
            f"Ray cannot be reached ({str(error).strip().splitlines()[0]})",
            "Give the address of a running one with --ray-address, or none to start one here.",
        ) from error
    try:
        yield
    finally:
        ray.shutdown()
