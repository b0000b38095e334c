// The command line of the ledger: reads the arguments, runs one command, ends with its exit code.

import Glibc

Surroundings.prepareSignals()
exit(Program.run(Surroundings.arguments).rawValue)
