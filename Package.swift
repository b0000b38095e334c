// swift-tools-version: 6.2
// Juesuan: the rooms of the house and which room may enter which. Settings are applied by one loop.
import PackageDescription

let package = Package(
  name: "juesuan",
  products: [.executable(name: "juesuan", targets: ["juesuan"])],
  dependencies: [],
  targets: [
    .target(name: "Merkle", path: "Storage/Merkle"),
    .target(name: "EventStorage", dependencies: ["Merkle"], path: "Storage/EventStorage"),
    .target(
      name: "BudgetDomain", exclude: ["README.md"],
      resources: [
        .embedInCode("Classification/Lists/function-codes.csv"),
        .embedInCode("Classification/Lists/economic-codes.csv"),
      ]),
    .target(name: "Projections", dependencies: ["BudgetDomain"], exclude: ["README.md"]),
    .target(
      name: "Statements", dependencies: ["BudgetDomain", "Projections"], exclude: ["README.md"],
      resources: [.embedInCode("Forms/hunan-2018-01.json")]),
    .target(
      name: "Presentation", dependencies: ["BudgetDomain", "Projections", "Statements"],
      exclude: ["README.md"]),
    .target(name: "EventCoding", dependencies: ["BudgetDomain"], exclude: ["README.md"]),
    .target(
      name: "BudgetLedger",
      dependencies: [
        "Merkle", "EventStorage", "BudgetDomain", "Projections", "Statements", "EventCoding",
      ], exclude: ["README.md"]),
    .executableTarget(
      name: "juesuan", dependencies: ["BudgetLedger", "Presentation"], path: "Tools/juesuan",
      exclude: ["README.md"],
      resources: [.embedInCode("Demo/yongzhou-2018.csv")]),
    .testTarget(name: "MerkleTests", dependencies: ["Merkle"]),
    .testTarget(name: "EventStorageTests", dependencies: ["EventStorage"]),
    .testTarget(name: "BudgetDomainTests", dependencies: ["BudgetDomain"]),
    .testTarget(name: "ProjectionsTests", dependencies: ["Projections"]),
    .testTarget(name: "EventCodingTests", dependencies: ["EventCoding"]),
    .testTarget(name: "StatementsTests", dependencies: ["Statements"]),
    .testTarget(name: "PresentationTests", dependencies: ["Presentation"]),
    .testTarget(name: "BudgetLedgerTests", dependencies: ["BudgetLedger", "Presentation"]),
    .testTarget(name: "CommandLineTests"),
    .testTarget(name: "ArchitectureTests"),
  ],
  swiftLanguageModes: [.v6]
)

for target in package.targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .treatAllWarnings(as: .error),
  ]
}
