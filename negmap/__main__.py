"""The program: `negmap`, or `python -m negmap`."""

import sys  # and nothing else here: what is imported outside of `main` cannot be stopped without a trace


def main() -> None:
    """Run the command and exit; one that is stopped while it starts says nothing."""
    try:
        from negmap.cli.main import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
