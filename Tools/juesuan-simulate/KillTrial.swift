// The real program in several processes on a real disk, killed again and again; what is left of it.

import EventStorage
import EventStorageTesting
import Glibc

/// A ledger that several processes write to while one after the other is killed.
///
/// Every command is sent once, with document numbers of its own, so that the log itself tells
/// whether it was kept: acknowledged ⊆ found ⊆ sent, and no batch is split.
struct KillTrial {
  private struct Command {
    let number: Int
    let recordCount: Int
    var wasAcknowledged = false
    var wasKilled = false
  }

  private let program: String
  private let writerCount: Int
  private var chance: SeededChance
  private var place = ""
  /// The kills that met the holder of the lock, soon after it had taken it.
  private var aimedCount = 0
  private var commands: [Command] = []
  private var running: [pid_t: Int] = [:]
  private var exitCodes: [Int32: Int] = [:]
  /// What a reader found behind the last whole batch right after a kill.
  private var rowsAfterKill: [String: Int] = [:]

  private var books: String { "\(place)/books" }

  init(program: String, writerCount: Int, seed: UInt64) {
    self.program = program
    self.writerCount = writerCount
    chance = SeededChance(seed: seed)
  }

  /// Kills so often, then counts; the exit code.
  mutating func run(killCount: Int) -> Int32 {
    var template = Array("\(P_tmpdir)/juesuan-kill-XXXXXX".utf8CString)
    guard let made = mkdtemp(&template) else { return fail("no temporary directory") }
    place = String(cString: made)
    defer { _ = finished(start(["/bin/rm", "-rf", place])) }
    guard finished(start([program, "init", books, "--unit", "试验单位"])) == 0 else {
      return fail("\(program) init does not work")
    }
    var killedCount = 0
    // A machine on which nothing lives long enough to be killed must not go on for ever.
    var attemptsLeft = killCount * 50 + 100
    while killedCount < killCount, attemptsLeft > 0 {
      attemptsLeft -= 1
      guard spare(chance.below(5)) else { return fail("\(program) cannot be started") }
      let isAimed = chance.happens(onceIn: 2)
      let holder = isAimed ? lockHolder() : nil
      usleep(UInt32(chance.below(holder == nil ? 30_000 : 6_000)))
      if holder == nil { reap() }
      guard let victim = holder ?? running.keys.sorted().randomElement(using: &chance) else {
        continue
      }
      kill(victim, SIGKILL)
      var status: Int32 = 0
      while waitpid(victim, &status, 0) < 0, errno == EINTR {}
      if settle(victim, status) {
        killedCount += 1
        if holder != nil { aimedCount += 1 }
        lookAtTail()
      }
    }
    while !running.isEmpty {
      usleep(1_000)
      reap()
    }
    guard killedCount == killCount else {
      return fail("only \(killedCount) of \(killCount) processes lived long enough to be killed")
    }
    return judge(killedCount)
  }

  /// Keeps as many writers running as there are to be, until so many have come to their end.
  private mutating func spare(_ count: Int) -> Bool {
    let before = exitCodes.values.reduce(0, +)
    while true {
      while running.count < writerCount {
        guard sendCommand() else { return false }
      }
      guard exitCodes.values.reduce(0, +) < before + count else { return true }
      usleep(500)
      reap()
    }
  }

  /// Waits until one of the children holds the lock; `nil` where the kernel does not tell.
  private func lockHolder() -> pid_t? {
    for _ in 0..<2_000 {
      guard let file = fopen("/proc/locks", "rb") else { return nil }
      defer { fclose(file) }
      var buffer = [UInt8](repeating: 0, count: 16_384)
      let count = fread(&buffer, 1, buffer.count, file)
      for line in String(decoding: buffer[..<count], as: UTF8.self).split(separator: "\n") {
        let words = line.split(separator: " ")
        // "1: FLOCK ADVISORY WRITE 4711 …": what waits has an arrow in the second place.
        guard words.count > 4, words[1] == "FLOCK", let holder = pid_t(words[4]) else { continue }
        if running[holder] != nil { return holder }
      }
      usleep(20)
    }
    return nil
  }

  private func fail(_ reason: String) -> Int32 {
    print("cannot run: \(reason)")
    return 74
  }

  /// Starts a command of one record, or an import of five as one batch.
  private mutating func sendCommand() -> Bool {
    let number = commands.count
    let recordCount = chance.happens(onceIn: 2) ? 5 : 1
    var arguments = [program]
    if recordCount == 1 {
      arguments += [
        "record", "appropriation", "--date", "2026-01-05", "--amount", "1.00", "--source",
        "general-budget", "--function", "2010301", "--nature", "basic", "--document",
        "K-\(number)-0",
      ]
    } else {
      var rows = "date,kind,source,function,nature,amount,document\n"
      for row in 0..<recordCount {
        rows += "2026-01-05,appropriation,general-budget,2010301,basic,1.00,K-\(number)-\(row)\n"
      }
      let path = "\(place)/\(number).csv"
      guard write(rows, to: path) else { return false }
      arguments += ["import", path]
    }
    arguments += ["--ledger", books, "--actor", "试验"]
    commands.append(Command(number: number, recordCount: recordCount))
    guard let child = start(arguments) else { return false }
    running[child] = number
    return true
  }

  private func write(_ text: String, to path: String) -> Bool {
    guard let file = fopen(path, "wb") else { return false }
    let count = fputs(text, file)
    return fclose(file) == 0 && count >= 0
  }

  private func start(_ arguments: [String]) -> pid_t? {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    for stream in [1, 2] as [Int32] {
      posix_spawn_file_actions_addopen(&actions, stream, "/dev/null", O_WRONLY, 0)
    }
    let copies = arguments.map { strdup($0) }
    defer { for copy in copies { free(copy) } }
    var child = pid_t()
    let result = posix_spawnp(&child, arguments[0], &actions, nil, copies + [nil], environ)
    return result == 0 ? child : nil
  }

  /// Waits for a child; its exit code, or -1 if it has none.
  private func finished(_ child: pid_t?) -> Int32 {
    guard let child else { return -1 }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0, errno == EINTR {}
    return status & 0x7f == 0 ? (status >> 8) & 0xff : -1
  }

  private mutating func reap() {
    for child in running.keys.sorted() {
      var status: Int32 = 0
      if waitpid(child, &status, WNOHANG) == child { _ = settle(child, status) }
    }
  }

  /// Notes how a child ended; whether it was killed.
  private mutating func settle(_ child: pid_t, _ status: Int32) -> Bool {
    guard let number = running.removeValue(forKey: child) else { return false }
    let wasKilled = status & 0x7f == SIGKILL
    commands[number].wasKilled = wasKilled
    if !wasKilled {
      let exitCode = (status >> 8) & 0xff
      exitCodes[exitCode, default: 0] += 1
      commands[number].wasAcknowledged = exitCode == 0
    }
    return wasKilled
  }

  /// What a reader finds now, while the others go on writing: it must never be refused.
  private mutating func lookAtTail() {
    let found: String
    do throws(StorageError) {
      found =
        switch try FileEventStore(openingAt: books).tail.reason {
        case nil: "row 1: whole batch at the end"
        case .unterminatedLine: "row 4: line torn, or being written"
        case .incompleteBatch: "row 5: batch torn, or being written"
        case .unwrittenBlocks: "row 7: zeros"
        }
    } catch {
      found = "refused: \(error.reason)"
    }
    rowsAfterKill[found, default: 0] += 1
  }
}

extension KillTrial {
  /// Compares the log with what was sent and what was acknowledged.
  private func judge(_ killedCount: Int) -> Int32 {
    var complaints: [String] = []
    var found: [Int: Int] = [:]
    var batchCount: UInt64 = 0
    var setAsideCount = 0
    do throws(StorageError) {
      let store = try FileEventStore(openingAt: books)
      let report = try store.verify()
      batchCount = report.batchCount
      if !report.tail.isClean { complaints.append("the log has a torn tail at the end") }
      setAsideCount = try store.files(in: "set-aside", suffix: ".jsonl").count
      try store.forEachRecord(in: 0..<store.size) { record in
        let words = String(decoding: record.body, as: UTF8.self).split(separator: "\"K-")
        guard words.count == 2 else { return }
        let place = words[1].prefix { $0 != "\"" }.split(separator: "-").compactMap { Int($0) }
        guard place.count == 2, commands.indices.contains(place[0]),
          place[1] == found[place[0], default: 0],
          Int(record.batchSize) == commands[place[0]].recordCount
        else { return complaints.append("record \(record.position) was not sent like this") }
        found[place[0], default: 0] += 1
      }
    } catch {
      complaints.append(error.reason)
    }
    for command in commands {
      let count = found[command.number] ?? 0
      if count != 0, count != command.recordCount {
        complaints.append("command \(command.number): \(count) of \(command.recordCount) records")
      }
      if command.wasAcknowledged, count == 0 {
        complaints.append("command \(command.number) was acknowledged and is lost")
      }
      if !command.wasAcknowledged, !command.wasKilled, count > 0 {
        complaints.append("command \(command.number) was refused and is there")
      }
    }
    for refusal in rowsAfterKill.keys where refusal.hasPrefix("refused") {
      complaints.append("a reader was \(refusal)")
    }
    if finished(start([program, "verify", "--ledger", books])) != 0 {
      complaints.append("\(program) verify finds fault")
    }
    report(
      killedCount, commands.filter { found[$0.number] != nil }, batchCount: batchCount,
      setAsideCount: setAsideCount)
    for complaint in complaints { print("divergence: \(complaint)") }
    return complaints.isEmpty ? 0 : 1
  }

  private func report(
    _ killedCount: Int, _ found: [Command], batchCount: UInt64, setAsideCount: Int
  ) {
    let killed = commands.filter(\.wasKilled)
    let acknowledged = commands.filter(\.wasAcknowledged)
    let kept = found.filter(\.wasKilled).count
    print(
      "\(killedCount) kills under \(writerCount) writers, \(aimedCount) of them of the one that "
        + "held the lock")
    print("  sent          \(commands.count) commands, \(records(of: commands)) records")
    print("  acknowledged  \(acknowledged.count) commands, \(records(of: acknowledged)) records")
    print("  found         \(found.count) commands, \(records(of: found)) records")
    print("  killed        \(killed.count) commands, \(kept) of them found")
    print("  log           \(batchCount) batches, verified")
    print("recoveries")
    print("  \(kept)  row 16: whole batch of a killed writer kept")
    print("  \(setAsideCount)  torn tails set aside")
    print("what a reader saw right after a kill")
    for (row, count) in rowsAfterKill.sorted(by: { $0.key < $1.key }) {
      print("  \(count)  \(row)")
    }
    for (code, count) in exitCodes.sorted(by: { $0.key < $1.key }) where code != 0 {
      print("  \(count)  exit code \(code)")
    }
  }

  private func records(of commands: [Command]) -> Int {
    commands.reduce(0) { $0 + $1.recordCount }
  }
}
