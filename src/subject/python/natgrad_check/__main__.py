# Runs in every version of Python, so that one that is too old can say so.
import os
import sys

if sys.version_info < (3, 8):
    sys.stderr.write("needs Python 3.8 or newer, this is Python %d.%d\n" % tuple(sys.version_info[:2]))
    sys.exit(64)

if not __package__:
    _here = os.path.dirname(os.path.abspath(__file__))
    sys.path[:] = [os.path.dirname(_here)] + [p for p in sys.path if os.path.abspath(p) != _here]

from natgrad_check import main

sys.exit(main(sys.argv[1:]))
