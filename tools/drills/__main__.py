"""Runs a drill by name."""

import sys

DRILLS = ("revocation",)


def main() -> int:
    """Run the named drill."""
    if len(sys.argv) != 2 or sys.argv[1] not in DRILLS:  # noqa: PLR2004  the command and a name
        print(f"usage: python -m tools.drills {{{','.join(DRILLS)}}}")
        return 2
    from tools.drills import revocation

    return revocation.main()


if __name__ == "__main__":
    sys.exit(main())
