"""The pictures of a map."""

from __future__ import annotations

from typing import Literal

from negmap.api.facts import Facts
from negmap.api.pictures import Picture
from negmap.prepare.errors import NotUnderstood


class Drawings(Facts):
    """Draws a map; what draws is imported when it is asked."""

    def picture(
        self,
        view: Literal["positions", "conflict", "sequence", "terms", "parties", "matrix", "timeline"] = "positions",
        id: str | None = None,
        *,
        package: str | None = None,
        cluster: Literal["party", "issue"] | None = None,
        all: bool = False,
        issue: str | None = None,
        rows: Literal["issue", "term"] = "issue",
        theme: Literal["light", "dark"] = "light",
    ) -> Picture:
        """Return a picture: the positions that clash, a conflict by its id, the sequence of a package, or another view.

        `cluster` puts positions together by party or by issue; `all` draws also those in no conflict; `issue` is for
        the terms, and `rows` for the matrix.
        Raises NotUnderstood for an unknown id, and where conflicts stand in the way of a sequence.
        """
        from negmap.render.errors import PictureError
        from negmap.render.pictures import FIRST, picture

        made = self._context
        try:
            drawn = picture(
                made.study,
                view,
                conflict=id,
                lang=self.lang,
                cluster=cluster,
                everything=all,
                issue=issue,
                rows=rows,
                suppose=package or FIRST,
                theme=theme,
                files=made.files,
                partial=made.partial,
            )
        except PictureError as wrong:
            raise NotUnderstood(str(wrong)) from None
        return Picture(drawn)
