"""The pictures of a map."""

from __future__ import annotations

from typing import Literal

from negmap.api.facts import Facts
from negmap.api.pictures import Picture
from negmap.prepare.errors import NotUnderstood
from negmap.render import View

Theme = Literal["light", "dark"]


class Drawings(Facts):
    """Draws a map; what draws is imported when it is asked."""

    def picture(
        self,
        view: View = "positions",
        id: str | None = None,
        *,
        cluster: Literal["party", "issue"] | None = None,
        all: bool = False,
        issue: str | None = None,
        rows: Literal["issue", "term"] = "issue",
        package: str | None = None,
        theme: Theme = "light",
    ) -> Picture:
        """Return a picture in one of seven views.

        They are `"positions"`, `"conflict"` (which needs its `id`), `"sequence"`, `"terms"`, `"parties"`, `"matrix"`
        and `"timeline"`. `cluster` puts positions together by party or by issue, `all` draws also those in no
        conflict, in the timeline too; `issue` is for the terms, `rows` for the matrix, `package` for the sequence.
        Raises NotUnderstood for an unknown id, and where conflicts stand in the way of a sequence.
        """
        from negmap.render.errors import PictureError
        from negmap.render.pictures import FIRST, sketch

        made = self._context
        try:
            drawn = sketch(
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
