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
