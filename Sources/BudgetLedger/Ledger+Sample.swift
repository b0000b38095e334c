// A sample that the published root draws, so that neither side chooses it and both can repeat it.

public import BudgetDomain
public import Merkle
import Projections

/// A sample of payments drawn from a checkpoint. The procedure is `juesuan-sample/1`:
///
/// - The seed is the SHA-256 of the line `juesuan-sample/1` and the three lines of the checkpoint,
///   each with its newline.
/// - The population are the `expenditure-recorded` events of the log of the checkpoint, in order.
/// - By item: each position p has the rank SHA-256(seed ‖ p in decimal digits); the `size` lowest
///   ranks, compared byte by byte, are the sample. A larger sample holds every smaller one.
/// - By money (货币单元抽样): with T the sum of the amounts in fen and J = T / size without remainder,
///   the start s is the first eight bytes of SHA-256(seed ‖ `start`), most significant first,
///   modulo J. The payments stand one behind the other on a line of T fen; each one that holds a
///   fen s + k·J, for k from 0 to size − 1, is in the sample, as often as it holds one.
public struct LedgerSample: Sendable {
  /// The name of the procedure, the first line of what is hashed into the seed.
  public static let procedure = "juesuan-sample/1"

  /// The checkpoint that drew it.
  public let checkpoint: Checkpoint
  /// Whether money was drawn rather than items.
  public let isMonetary: Bool
  /// The seed.
  public let seed: Digest
  /// How many payments there were to draw from.
  public let populationCount: Int
  /// The sum of their amounts, in fen.
  public let populationInFen: Int64
  /// What was drawn, in order of position.
  public let items: [Item]

  /// One payment that was drawn.
  public struct Item: Hashable, Sendable {
    /// Its position.
    public let position: UInt64
    /// How often it was drawn; more than once only by money.
    public let hits: Int
  }
}

/// Why a sample cannot be drawn.
public enum SampleProblem: Error, Hashable, Sendable {
  /// There are fewer payments than items asked for.
  case populationTooSmall(count: Int)
  /// Nothing was asked for.
  case sizeZero
}

extension SampleProblem: Worded {
  /// What to say about it.
  public var wording: Wording {
    switch self {
    case .populationTooSmall(let count):
      Wording(
        name: "sampleTooLarge",
        what: Phrase(
          zh: "检查点所含的支出只有 \(count) 笔。", en: "The checkpoint holds only \(count) payments."),
        next: Phrase(zh: "样本不要大于 \(count)。", en: "Ask for a sample of at most \(count)."))
    case .sizeZero:
      Wording(
        name: "sampleEmpty",
        what: Phrase(zh: "样本至少要有一笔。", en: "A sample has at least one item."),
        next: Phrase(zh: "例如 --size 25。", en: "For example --size 25."))
    }
  }
}

extension Ledger {
  /// Draws `count` payments of the log of `checkpoint`, or their money.
  ///
  /// - Parameter source: what to call the checkpoint in messages.
  /// - Throws: as ``proof(of:in:named:)``, ``LedgerError/sampleImpossible(_:)``.
  /// - Complexity: O(n log n) in the payments.
  public func sample(
    of count: Int, seededFrom checkpoint: Checkpoint, named source: String,
    isMonetary: Bool = false
  ) throws(LedgerError) -> LedgerSample {
    try refuse(notOurs: checkpoint, named: source)
    var filter = HistoryFilter()
    filter.types = [.expenditureRecorded]
    let positions = filter.positions(
      in: columns, at: Moment(endPosition: checkpoint.size))
    guard count > 0 else { throw .sampleImpossible(.sizeZero) }
    guard count <= positions.count else {
      throw .sampleImpossible(.populationTooSmall(count: positions.count))
    }
    let seed = SHA256.hash(Array("\(LedgerSample.procedure)\n\(checkpoint.text)".utf8))
    let amounts = positions.map { position in
      // The payment itself is the first row of the event; income recognised with it comes behind.
      columns.amountInFen[columns.firstRow(atOrAfter: position)]
    }
    let total = amounts.reduce(0, +)
    let items =
      isMonetary
      ? Self.drawn(count, seed, money: Array(zip(positions, amounts)), total: total)
      : Self.drawn(count, seed, of: positions)
    return LedgerSample(
      checkpoint: checkpoint, isMonetary: isMonetary, seed: seed,
      populationCount: positions.count, populationInFen: total, items: items)
  }

  private static func drawn(
    _ count: Int, _ seed: Digest, of positions: [UInt64]
  ) -> [LedgerSample.Item] {
    var seeded = SHA256()
    seeded.update(seed)
    // The first eight bytes decide nearly always; the others where they are equal.
    let ranked = positions.map { position in
      var hasher = seeded
      hasher.update(Array(String(position).utf8))
      let rank = hasher.finalize()
      return (first: rank.bytes.prefix(8).number, rank: rank, position: position)
    }.sorted {
      $0.first == $1.first
        ? $0.rank.bytes.lexicographicallyPrecedes($1.rank.bytes) : $0.first < $1.first
    }
    return ranked.prefix(count).map(\.position).sorted().map {
      LedgerSample.Item(position: $0, hits: 1)
    }
  }

  /// Every amount is positive and there are at least `count` of them, so the interval is too.
  private static func drawn(
    _ count: Int, _ seed: Digest, money: [(position: UInt64, fen: Int64)], total: Int64
  ) -> [LedgerSample.Item] {
    let interval = total / Int64(count)
    let first = SHA256.hash(seed.bytes + Array("start".utf8)).bytes.prefix(8).number
    var wanted = Int64(first % UInt64(interval))
    var left = count
    var reached: Int64 = 0
    var items: [LedgerSample.Item] = []
    for (position, fen) in money {
      reached += fen
      var hits = 0
      while left > 0, wanted < reached {
        hits += 1
        left -= 1
        wanted += interval
      }
      if hits > 0 { items.append(LedgerSample.Item(position: position, hits: hits)) }
    }
    return items
  }
}

extension ArraySlice<UInt8> {
  /// The bytes as a number, most significant first.
  fileprivate var number: UInt64 { reduce(0) { $0 << 8 | UInt64($1) } }
}
