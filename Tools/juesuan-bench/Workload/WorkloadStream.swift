// Draws the events of W(N) one after the other, from the number of events and a seed alone.

/// The unit names and code lists that W(N) is drawn from.
struct WorkloadSetting {
  /// 150 function codes of seven digits.
  private(set) var functions: [Int] = []
  /// 120 units, each with the numbers of its functions.
  private(set) var units: [(name: String, functions: [Int])] = []

  init(seed: UInt64) {
    var chance = SplitMix64(seed: seed ^ 0xC0FFEE)
    while functions.count < 150 {
      let classes = WorkloadVocabulary.functionClasses
      let base = classes[chance.below(classes.count)] * 10_000
      let middle = (1 + chance.below(12)) * 100
      // The draw that decides comes before the one that it allows.
      let end = chance.below(5) != 0 ? 1 + chance.below(9) : 99
      if !functions.contains(base + middle + end) { functions.append(base + middle + end) }
    }
    for index in 0..<120 {
      let count = 3 + chance.below(8)
      let own = (0..<count).map { _ in chance.below(150) }
      units.append((String((101 + index / 4) * 1000 + 1 + index % 4), own))
    }
  }
}

/// The events of W(N) in order.
struct WorkloadStream: Sequence, IteratorProtocol {
  static let firstYear = 2021
  static let defaultSeed: UInt64 = 20_260_101
  /// Expenditures that a reversal or correction may still be about.
  private static let correctableMax = 5000
  private static let millisecondsPerDay = 86_400_000

  let setting: WorkloadSetting
  private let eventCount: Int
  private let stepInMilliseconds: Int
  private var chance: SplitMix64
  private var sequence = 0
  private var correctable: [Int32] = []
  private var slots: [WorkloadEvent] = []
  private var freeSlots: [Int32] = []
  private var document = (year: 0, number: 0, linesLeft: 0)

  init(eventCount: Int, seed: UInt64 = Self.defaultSeed) {
    self.eventCount = eventCount
    setting = WorkloadSetting(seed: seed)
    chance = SplitMix64(seed: seed)
    let span = (5 * 365 + 1) * Self.millisecondsPerDay
    stepInMilliseconds = Swift.max(1, span / Swift.max(1, eventCount))
  }

  mutating func next() -> WorkloadEvent? {
    guard sequence < eventCount else { return nil }
    sequence += 1
    let time = (sequence - 1) * stepInMilliseconds + chance.below(stepInMilliseconds)
    let first = chance.below(60)
    let actor = 1 + Swift.min(first, chance.below(60))
    var kind = WorkloadEvent.Kind(draw: chance.below(1000))
    if correctable.isEmpty, kind == .reversal || kind == .correction { kind = .expenditure }
    var event =
      kind == .reversal || kind == .correction
      ? amendment(kind, at: time) : original(kind, at: time)
    event.actor = actor
    numberDocument(of: &event)
    if kind == .expenditure { remember(event) }
    return event
  }

  /// A reversal or correction of an earlier expenditure, dated when it is recorded.
  private mutating func amendment(_ kind: WorkloadEvent.Kind, at time: Int) -> WorkloadEvent {
    let slot = correctable.remove(at: chance.below(correctable.count))
    freeSlots.append(slot)
    var event = slots[Int(slot)]
    let reference = event.sequence
    event.sequence = sequence
    event.kind = kind
    event.reference = reference
    event.recordedMilliseconds = time
    event.day = time / Self.millisecondsPerDay
    if kind == .reversal {
      event.amountInFen = -event.amountInFen
      event.memo = "冲销序号\(reference)原记录有误"
    } else {
      let part = 1 + chance.below(event.amountInFen)
      event.amountInFen = chance.below(2) != 0 ? part : -part
      event.memo = "更正序号\(reference)金额差错调整"
    }
    let tails = WorkloadVocabulary.tails
    event.memo = Self.cut(event.memo + tails[chance.below(tails.count)])
    return event
  }

  private mutating func original(_ kind: WorkloadEvent.Kind, at time: Int) -> WorkloadEvent {
    let unit = chance.below(setting.units.count)
    let recordedDay = time / Self.millisecondsPerDay
    let recorded = WorkloadCalendar.civil(recordedDay)
    var year = recorded.year
    let back = chance.below(11)
    var day = recordedDay - back
    if recorded.month <= 3, year > Self.firstYear, chance.below(100) < 12 {
      year -= 1
      day = WorkloadCalendar.firstDay(of: year + 1) - 31 + chance.below(31)
    } else if WorkloadCalendar.civil(day).year != year {
      day = WorkloadCalendar.firstDay(of: year)
    }
    let own = setting.units[unit].functions
    let function = own[chance.below(own.count)]
    let codes = WorkloadVocabulary.economics.count
    let firstCode = chance.below(codes)
    let economic = Swift.min(firstCode, chance.below(codes))
    let isProject = chance.below(100) < 45
    let project =
      isProject ? WorkloadProject(year: year, unit: unit, number: 1 + chance.below(12)) : nil
    let fund = WorkloadVocabulary.fund(ofDraw: chance.below(20))
    var power = 1000
    for _ in 0..<chance.below(5) { power *= 10 }
    var amount = power + chance.below(9 * power)
    if kind == .appropriation { amount *= 50 }
    if kind == .adjustment { amount *= 5 * (chance.below(4) != 0 ? 1 : -1) }
    return WorkloadEvent(
      sequence: sequence, kind: kind, unit: unit, year: year, day: day,
      recordedMilliseconds: time, actor: 0, function: function, economic: economic,
      project: project, fund: fund, amountInFen: amount, memo: memo(), documentYear: 0,
      documentNumber: 0)
  }

  private mutating func memo() -> String {
    let verbs = WorkloadVocabulary.verbs
    let objects = WorkloadVocabulary.objects
    let tails = WorkloadVocabulary.tails
    let verb = verbs[chance.below(verbs.count)]
    let object = objects[chance.below(objects.count)]
    let memo = verb + object + tails[chance.below(tails.count)]
    let missing = WorkloadVocabulary.shortestMemo - memo.unicodeScalars.count
    return Self.cut(missing > 0 ? memo + WorkloadVocabulary.filler.prefix(missing) : memo)
  }

  private static func cut(_ memo: String) -> String {
    guard memo.utf8.count > WorkloadVocabulary.longestMemo else { return memo }
    return String(
      String.UnicodeScalarView(memo.unicodeScalars.prefix(WorkloadVocabulary.longestMemo)))
  }

  /// One to three neighbouring events of one year share a document.
  private mutating func numberDocument(of event: inout WorkloadEvent) {
    if document.linesLeft == 0 || document.year != event.year {
      document = (event.year, document.number + 1, 1 + chance.below(3))
    }
    document.linesLeft -= 1
    event.documentYear = document.year
    event.documentNumber = document.number
  }

  private mutating func remember(_ event: WorkloadEvent) {
    if let slot = freeSlots.popLast() {
      slots[Int(slot)] = event
      correctable.append(slot)
    } else {
      correctable.append(Int32(slots.count))
      slots.append(event)
    }
    if correctable.count > Self.correctableMax { freeSlots.append(correctable.removeFirst()) }
  }
}
