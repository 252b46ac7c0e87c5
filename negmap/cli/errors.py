"""What a command says when it does not understand its input."""

from __future__ import annotations

import click


class NotUnderstood(click.ClickException):
    """The input or a value on the command line was not understood; the exit code is 2."""

    exit_code = 2
