// The auditor's program: checks a ledger, a checkpoint or a proof, sharing no reader with juesuan.

import Glibc

exit(Program.run(Array(CommandLine.arguments.dropFirst())))
