"""`python -m negmap`."""

from negmap.cli.main import main

main()
