// The three public items (三公经费) and the economic codes they are made of.

/// An item of 三公经费 with the economic codes it sums (rules of the forms 公开07).
public enum ThreePublicItem: UInt8, CaseIterable, Hashable, Sendable {
  /// 因公出国（境）费.
  case travelAbroad = 1
  /// 公务用车购置费.
  case vehiclePurchase
  /// 公务用车运行维护费.
  case vehicleOperation
  /// 公务接待费.
  case reception

  /// The official term.
  public var officialTerm: String {
    switch self {
    case .travelAbroad: "因公出国（境）费"
    case .vehiclePurchase: "公务用车购置费"
    case .vehicleOperation: "公务用车运行维护费"
    case .reception: "公务接待费"
    }
  }

  /// The word used in JSON and English messages.
  public var word: String {
    switch self {
    case .travelAbroad: "travel-abroad"
    case .vehiclePurchase: "vehicle-purchase"
    case .vehicleOperation: "vehicle-operation"
    case .reception: "reception"
    }
  }

  /// The item that an economic code belongs to, or `nil`.
  public init?(economic: EconomicCode) {
    switch economic.number {
    case 30212: self = .travelAbroad
    case 31013, 30913: self = .vehiclePurchase
    case 30231: self = .vehicleOperation
    case 30217: self = .reception
    default: return nil
    }
  }
}
