"""Why a picture cannot be drawn."""

from __future__ import annotations


class PictureError(Exception):
    """A picture cannot be drawn; the message says why and what to do."""


class LayoutError(PictureError):
    """The layout program is missing, failed or took too long."""


class NoSuchConflict(PictureError):
    """No conflict, tension or obstacle has that id."""


class NoSuchPackage(PictureError):
    """No package of concessions has that id."""


class StandsInTheWay(PictureError):
    """There is no sequence, because conflicts stand in the way; `obstacles` and `conflicts` are their ids."""

    def __init__(self, obstacles: tuple[str, ...], conflicts: tuple[str, ...]) -> None:
        """Take the ids of the obstacles and of the conflicts under them."""
        super().__init__(
            f"there is no settlement to put in order: {len(conflicts)} conflicts stand in the way "
            f"({', '.join(obstacles)}); take positions or claims out with --without, or choose a package"
        )
        self.obstacles, self.conflicts = obstacles, conflicts


class NotInThisFormat(PictureError):
    """A view has no boxes and arrows, or whatever else a format is made of."""

    def __init__(self, view: str, format_: str) -> None:
        """Take the names of the view and of the format."""
        super().__init__(f"the view `{view}` is a table, and {format_} has none; draw it as svg, png or pdf")


class NoFont(PictureError):
    """The fonts for PNG and PDF are not installed, or lack a character."""


class NoSuchIssue(PictureError):
    """No issue has that id."""

    def __init__(self, issue: str, known: tuple[str, ...]) -> None:
        """Take the id that was asked for, and the ids that there are."""
        super().__init__(f"no issue `{issue}`; there are: {', '.join(known) or 'none'}")
