"""The command line: a doorway that parses, calls one function, renders and exits."""
