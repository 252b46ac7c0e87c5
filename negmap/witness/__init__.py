"""The independent checker: a second reading of docs/method.md that shares nothing with the logic it checks."""

from negmap.witness.checker import Checker, Problem, verify

__all__ = ["Checker", "Problem", "verify"]
