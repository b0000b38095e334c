// What a state keeps of movements beside their lines, as plain numbers that an index can hold.

/// The sums of a state that do not belong to a line: volumes and the three public items.
///
/// A state that is taken up from an index evolves the events that are more than money again, and
/// takes these sums for all the others.
public struct PassedSums: Hashable, Sendable {
  /// How much was moved of one kind in one year, by magnitude.
  public struct Volume: Hashable, Sendable {
    /// The kind.
    public let kind: EntryKind
    /// The fiscal year.
    public let year: FiscalYear
    /// The sum of the magnitudes, in fen.
    public let fen: Int64

    /// A volume made of its parts.
    public init(kind: EntryKind, year: FiscalYear, fen: Int64) {
      self.kind = kind
      self.year = year
      self.fen = fen
    }
  }

  /// Budget and spending of one of the three public items in one year.
  public struct Item: Hashable, Sendable {
    /// The item.
    public let item: ThreePublicItem
    /// The fiscal year.
    public let year: FiscalYear
    /// 年初预算, in fen.
    public let budgetInFen: Int64
    /// Spent, in fen.
    public let spentInFen: Int64

    /// An item made of its parts.
    public init(item: ThreePublicItem, year: FiscalYear, budgetInFen: Int64, spentInFen: Int64) {
      self.item = item
      self.year = year
      self.budgetInFen = budgetInFen
      self.spentInFen = spentInFen
    }
  }

  /// One more than the position of the last event.
  public let nextPosition: UInt64
  /// The volumes, in the order in which their years were first moved.
  public let volumes: [Volume]
  /// The three public items, in no order.
  public let items: [Item]

  /// Whether both say the same, whatever the order in which years were first moved.
  public func isSame(as other: PassedSums) -> Bool {
    nextPosition == other.nextPosition && Set(volumes) == Set(other.volumes)
      && Set(items) == Set(other.items)
  }

  /// Sums made of their parts.
  public init(nextPosition: UInt64, volumes: [Volume], items: [Item]) {
    self.nextPosition = nextPosition
    self.volumes = volumes
    self.items = items
  }
}

extension BudgetState {
  /// The sums of this state that do not belong to a line.
  public var passedSums: PassedSums {
    let volumes = volumes.movedYears.flatMap { year in
      EntryKind.allCases.map {
        PassedSums.Volume(kind: $0, year: year, fen: self.volumes[$0, year])
      }
    }
    let items = threePublic.map {
      PassedSums.Item(
        item: $0.key.item, year: $0.key.year, budgetInFen: $0.value.budgetInFen,
        spentInFen: $0.value.spentInFen)
    }
    return PassedSums(nextPosition: nextPosition, volumes: volumes, items: items)
  }

  /// Takes in events of money alone that come to `sums`, the next ones up to their position. There
  /// must be capacity for each volume, see ``hasCapacity(_:year:magnitude:)``.
  public mutating func passOver(_ sums: PassedSums) {
    nextPosition = sums.nextPosition
    for volume in sums.volumes {
      firstYear = min(firstYear ?? volume.year, volume.year)
      volumes.add(volume.fen, kind: volume.kind, year: volume.year)
    }
    for item in sums.items {
      let key = ThreePublicKey(item: item.item, year: item.year)
      threePublic[key, default: ThreePublicTotals()].budgetInFen += item.budgetInFen
      threePublic[key, default: ThreePublicTotals()].spentInFen += item.spentInFen
    }
  }

  /// Takes `sums` in place of what this state summed itself.
  public mutating func restore(_ sums: PassedSums) {
    nextPosition = sums.nextPosition
    volumes = Volumes()
    for volume in sums.volumes { volumes.add(volume.fen, kind: volume.kind, year: volume.year) }
    firstYear = volumes.movedYears.min()
    threePublic = [:]
    for item in sums.items {
      var totals = ThreePublicTotals()
      totals.budgetInFen = item.budgetInFen
      totals.spentInFen = item.spentInFen
      threePublic[ThreePublicKey(item: item.item, year: item.year)] = totals
    }
  }
}
