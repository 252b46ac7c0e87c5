"""Work for processes that tests start: functions that a process can import."""

from __future__ import annotations

import os
import signal
from pathlib import Path


def doubled(number: int) -> int:
    return 2 * number


def deadly(number: int, fatal: int) -> int:
    """End the process that works on one number, whoever it is."""
    if number == fatal:
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number


def deadly_once(number: int, fatal: int, mark: str) -> int:
    """End the process that works on one number, the first time only."""
    if number == fatal and not Path(mark).exists():
        Path(mark).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return 2 * number
