// Runs simulated lives of a ledger, seed after seed, until one diverges from its model.

import EventStorageTesting
import Glibc

exit(Simulator.run(Array(CommandLine.arguments.dropFirst())))
