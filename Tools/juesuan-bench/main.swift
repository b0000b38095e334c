// The stopwatch of the house: makes a workload and measures the ledger on it.

import Glibc

exit(Program.run(Array(CommandLine.arguments.dropFirst())))
