"""The independent checker: a second reading of docs/method.md that shares nothing with the logic it checks."""

from negmap.witness.checker import Checker, Problem, verify
from negmap.witness.packages import verify_packages

__all__ = ["Checker", "Problem", "verify", "verify_packages"]
