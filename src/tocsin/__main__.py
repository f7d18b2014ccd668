"""`python -m tocsin` is the `tocsin` command."""

import sys

from tocsin.desk.command import main

sys.exit(main())
