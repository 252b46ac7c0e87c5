"""The library: what `import negmap` gives.

A folder is read into a `Map`; the map answers the questions of the commands. Answers print as the commands print
them, can be looped over and followed, and draw themselves in a notebook.
"""

from negmap.api.answers import Answer
from negmap.api.conflicts import Conflict, Conflicts
from negmap.api.faults import Faults
from negmap.api.functions import check, concessions, conflicts, load, proposal, sequence
from negmap.api.maps import Map
from negmap.api.packages import Package, Packages, Sequence
from negmap.api.pictures import Picture
from negmap.api.switches import Switches
from negmap.prepare.errors import FilesAtFault, NegmapError, NotUnderstood

__all__ = [
    "Answer",
    "Conflict",
    "Conflicts",
    "Faults",
    "FilesAtFault",
    "Map",
    "NegmapError",
    "NotUnderstood",
    "Package",
    "Packages",
    "Picture",
    "Sequence",
    "Switches",
    "check",
    "concessions",
    "conflicts",
    "load",
    "proposal",
    "sequence",
]
