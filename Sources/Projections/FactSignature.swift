// The fields of an event that columns hold exactly, for finding events of equal content.

public import BudgetDomain

/// What columns know of the content of an event: equal events have equal signatures.
public struct FactSignature: Hashable, Sendable {
  private let type: UInt8
  private let date: Int32
  private let amountInFen: Int64
  private let function: UInt32
  private let economic: UInt32
  private let document: UInt32

  /// The signature of an event under its type; `nil` for events that columns do not know this way.
  public init?(of event: Event) {
    let movement = event.movements.first
    type = event.type.rawValue
    date = event.effectiveDate?.dayNumber ?? FactColumns.noDate
    amountInFen = movement?.amount.fen ?? 0
    function = movement?.line.function.number ?? 0
    economic = movement?.economic?.number ?? 0
    document = event.document.map { TextHash.hash($0) } ?? 0
  }

  init(_ run: FactRun, _ index: Int) {
    type = run.type[index]
    date = run.date[index]
    amountInFen = run.amount[index]
    function = run.function[index]
    economic = run.economic[index]
    document = run.document[index]
  }

  /// A hash that is cheap enough for every row.
  var filterHash: UInt32 {
    let mixed =
      UInt64(bitPattern: amountInFen) &* 0x9E37_79B9_7F4A_7C15
      ^ UInt64(UInt32(bitPattern: date)) << 20 ^ UInt64(function) ^ UInt64(document)
    return UInt32(truncatingIfNeeded: mixed ^ mixed >> 32)
  }
}

extension FactColumns {
  /// The positions of events under keys that have one of `signatures`, in order.
  ///
  /// - Complexity: O(n) in the rows.
  public func positions(withSignatures signatures: Set<FactSignature>) -> [UInt64] {
    guard !signatures.isEmpty else { return [] }
    var filter = HashFilter(count: signatures.count)
    for signature in signatures { filter.insert(signature.filterHash) }
    var positions: [UInt64] = []
    forEachRun(in: 0..<count) { run in
      let keys = run.key
      for index in run.range where keys[index] != 0 {
        let signature = FactSignature(run, index)
        guard filter.mayHold(signature.filterHash), signatures.contains(signature) else {
          continue
        }
        let position = run.position(index)
        if positions.last != position { positions.append(position) }
      }
    }
    return positions
  }
}
