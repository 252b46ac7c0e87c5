"""The questions that a map answers."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import partial
from os import PathLike, fspath
from typing import TYPE_CHECKING

from negmap.api.answers import Answer
from negmap.api.conflicts import Conflicts
from negmap.api.drawings import Drawings
from negmap.api.packages import Packages, Sequence
from negmap.comparisons.changes import SPELL
from negmap.diagnostics import nearest
from negmap.prepare.context import day
from negmap.prepare.errors import NotUnderstood
from negmap.prepare.naming import known, wanted

if TYPE_CHECKING:
    from negmap.findings.cards import ShowReport, VerifyReport, WhyReport
    from negmap.findings.comparison_reports import ChangesReport, ScenariosReport
    from negmap.findings.proposal_reports import ProposalReport
    from negmap.findings.relation_reports import AgreedReport, GapsReport, RelationsReport
    from negmap.graph import Graph


class Questions(Drawings):
    """Each question is the command of its name; the report and its layout are imported when it is asked."""

    def conflicts(
        self, *, party: str | None = None, issue: str | None = None, limit: int | None = None, tensions: bool = False
    ) -> Conflicts:
        """Return which positions cannot stand together, and why.

        `party`, `issue` and `limit` choose what is shown; with `tensions` those are in the report too.
        """
        from negmap.render.text.conflicts import conflicts_text
        from negmap.report.conflicts import Choice, conflicts_report

        choice = Choice(
            known("party", party, self.parties),
            known("issue", issue, self.negotiation.issues),
            limit,
            tensions,
            reasons=True,
        )
        return Conflicts(conflicts_report(self._context, choice), conflicts_text, self)

    def concessions(
        self,
        *,
        only: str | None = None,
        hold: str | Iterable[str] = (),
        bridges: bool = False,
        drop_only: bool = False,
        limit: int | None = None,
        package: str | None = None,
        all: bool = False,
    ) -> Packages:
        """Return the least that would have to move, and who would move.

        Packages in which `only` one party moves, in which those of `hold` do not, in which nobody gives anything up
        (`bridges`), in which claims are dropped and never softened (`drop_only`). At most `limit` are found in each
        part of the map (without it, all, or the first 25 where there are too many to find at once); of these the
        first of each group are shown, or `all`. `package` shows what one opens.
        """
        from negmap.render.text.concessions import concessions_text
        from negmap.report.concessions import NoSuchPackage, Shown, concessions_report

        found = wanted(self._context, only, _several(hold), bridges=bridges, drop_only=drop_only, limit=limit)
        try:
            report = concessions_report(self._context, found, Shown(all, package))
        except NoSuchPackage as wrong:
            raise _no_package(package, wrong.known) from None
        return Packages(report, concessions_text, self)

    def sequence(
        self,
        package: str | None = None,
        *,
        only: str | None = None,
        hold: str | Iterable[str] = (),
        bridges: bool = False,
        drop_only: bool = False,
    ) -> Sequence:
        """Return in which orders a settlement could take effect, with this package or the first of each part.

        `only`, `hold`, `bridges` and `drop_only` say which packages there may be, as for `concessions`.
        """
        from negmap.render.text.sequence import sequence_text
        from negmap.report.concessions import NoSuchPackage, Shown, sequence_report

        found = wanted(self._context, only, _several(hold), bridges=bridges, drop_only=drop_only)
        try:
            report = sequence_report(self._context, found, Shown(package=package))
        except NoSuchPackage as wrong:
            raise _no_package(package, wrong.known) from None
        return Sequence(report, sequence_text, self, package)

    def proposal(self, draft: str | PathLike[str], *, party: str | None = None) -> Answer[ProposalReport]:
        """Return a draft, one of the negotiation's own or a file, held against every position."""
        from negmap.prepare.drafts import draft as find_draft
        from negmap.render.text.proposal import proposal_text
        from negmap.report.proposal import proposal_report

        chosen = known("party", party, self.parties)
        return Answer(
            proposal_report(self._context, find_draft(self._context, fspath(draft)), chosen), proposal_text, self
        )

    def scenarios(self, *names: str) -> Answer[ScenariosReport]:
        """Return these scenarios, or all there are, beside the map as it is."""
        from negmap.prepare.ideas import chosen
        from negmap.render.text.scenarios import scenarios_text
        from negmap.report.scenarios import scenarios_report

        scenarios = chosen(self.negotiation, names, [])
        return Answer(scenarios_report(self._context, scenarios, self.switches.get("timeout")), scenarios_text, self)

    def changes(self, since: str | date | None = None, *, tensions: bool = False) -> Answer[ChangesReport]:
        """Return what appeared and vanished from the end of a day to that of the map, and which words did it."""
        from negmap.render.text.changes import changes_text
        from negmap.report.changes import changes_report

        text = since.isoformat() if isinstance(since, date) else since
        first = day("since", text) or self.as_of - min(SPELL, self.as_of - date.min)
        if first > self.as_of:
            raise NotUnderstood(f"{text} is after the day of the map, {self.as_of.isoformat()}", option="since")
        report = changes_report(self._context, first, self.switches.get("timeout"), tensions=tensions)
        return Answer(report, changes_text, self)

    def relations(self) -> Answer[RelationsReport]:
        """Return what every two parties share, where they are opposed, and who spoke on which issue."""
        from negmap.render.text.relations import relations_text
        from negmap.report.relations import relations_report

        return Answer(relations_report(self._context), relations_text, self)

    def agreed(self) -> Answer[AgreedReport]:
        """Return what is agreed, what nobody contradicts, what nobody has spoken about."""
        from negmap.render.text.relations import agreed_text
        from negmap.report.relations import agreed_report

        return Answer(agreed_report(self._context), agreed_text, self)

    def gaps(self) -> Answer[GapsReport]:
        """Return what is not known: silence, single voices, old words, thin evidence."""
        from negmap.render.text.relations import gaps_text
        from negmap.report.relations import gaps_report

        return Answer(gaps_report(self._context), gaps_text, self)

    def why(self, first: str, second: str | None = None) -> Answer[WhyReport]:
        """Return why a term is blocked, why one term comes before another, or why two positions clash."""
        from negmap.prepare.questions import why
        from negmap.render.text.show import why_text

        return Answer(why(self._context, *([first] if second is None else [first, second])), why_text, self)

    def show(self, id: str) -> Answer[ShowReport]:
        """Return everything about one thing that has an id, and what hangs on it."""
        from negmap.prepare.questions import show
        from negmap.render.text.show import show_text

        return Answer(show(self._context, id), partial(show_text, everything=True), self)

    def verify(self) -> Answer[VerifyReport]:
        """Return what the independent checker says of every reported conflict, tension and package."""
        from negmap.render.text.verify import verify_text
        from negmap.report.verify import verify_report

        return Answer(verify_report(self._context), verify_text, self)

    def graph(self, *, tensions: bool = True) -> Graph:
        """Return the map as a networkx graph with typed nodes and edges; without `tensions` that search is not run."""
        from negmap.graph import graph

        return graph(self._context.study, self.lang, tensions=tensions)


def _several(value: str | Iterable[str]) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value)


def _no_package(name: str | None, there: Iterable[str]) -> NotUnderstood:
    return NotUnderstood(f"no package `{name}`", nearest(str(name), there), "package")
