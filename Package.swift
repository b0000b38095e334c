// swift-tools-version: 6.2
// Juesuan: the rooms of the house and which room may enter which. Settings are applied by one loop.
import PackageDescription

/// The form files and table set files that are embedded in the program.
let forms = [
  "hunan-2018-01.json", "hunan-2018-04.json", "hunan-2018-05.json", "hunan-2018-checks.json",
  "national-2018-02.json", "national-2018-03.json", "national-2018-06.json",
  "national-2018-07.json", "national-2018-08.json", "national-2019-01.json",
  "national-2019-04.json", "national-2019-05.json", "national-2019-checks.json",
  "national-2020-01.json", "national-2020-04.json", "national-2020-06.json",
  "national-2020-09.json", "national-2020-checks.json", "national-2023-07.json",
  "shanghai-2024-01.json", "shanghai-2024-02.json", "shanghai-2024-03.json",
  "shanghai-2024-04.json", "shanghai-2024-05.json", "shanghai-2024-06.json",
  "shanghai-2024-07.json", "shanghai-2024-08.json", "shanghai-2024-09.json",
  "shanghai-2024-checks.json",
]

/// The schemes of performance indicators that are embedded in the program.
let schemes = [
  "yongzhou-2018-whole.json", "yongzhou-2018-project.json", "jianghua-2023-whole.json",
  "junshan-2016-whole.json",
]

let package = Package(
  name: "juesuan",
  products: [
    .executable(name: "juesuan", targets: ["juesuan"]),
    .executable(name: "juesuan-verify", targets: ["juesuan-verify"]),
    .executable(name: "juesuan-simulate", targets: ["juesuan-simulate"]),
    .executable(name: "juesuan-bench", targets: ["juesuan-bench"]),
  ],
  dependencies: [],
  targets: [
    .target(name: "CDigest", path: "Storage/CDigest", exclude: ["README.md"]),
    .target(name: "Merkle", dependencies: ["CDigest"], path: "Storage/Merkle"),
    .target(
      name: "EventStorage", dependencies: ["CDigest", "Merkle"], path: "Storage/EventStorage"),
    .target(
      name: "EventStorageTesting", dependencies: ["Merkle", "EventStorage"],
      path: "Storage/EventStorageTesting"),
    .target(
      name: "BudgetDomain", exclude: ["README.md"],
      resources: [
        .embedInCode("Classification/Lists/function-codes.csv"),
        .embedInCode("Classification/Lists/economic-codes.csv"),
      ]),
    .target(
      name: "BudgetDomainTesting", dependencies: ["BudgetDomain"], exclude: ["README.md"]),
    .target(name: "Projections", dependencies: ["BudgetDomain"], exclude: ["README.md"]),
    .target(
      name: "Statements", dependencies: ["BudgetDomain", "Projections"],
      exclude: ["README.md", "Narrative/README.md", "Lint/README.md"],
      resources: forms.map { .embedInCode("Forms/\($0)") }
        + schemes.map { .embedInCode("Indicators/\($0)") } + [
          .embedInCode("Narrative/Templates/final-accounts-narrative.json"),
          .embedInCode("Lint/text-terms.json"),
        ]),
    .target(name: "OfficeOpenXML", exclude: ["README.md"]),
    .target(
      name: "Presentation",
      dependencies: ["OfficeOpenXML", "BudgetDomain", "Projections", "Statements"],
      exclude: ["README.md", "Exports/GB24589.md"]),
    .target(
      name: "EventCoding", dependencies: ["BudgetDomain", "Projections"], exclude: ["README.md"]),
    .target(
      name: "BudgetLedger",
      dependencies: [
        "Merkle", "EventStorage", "OfficeOpenXML", "BudgetDomain", "Projections", "Statements",
        "EventCoding",
      ], exclude: ["README.md"]),
    .executableTarget(
      name: "juesuan", dependencies: ["BudgetLedger", "Presentation"], path: "Tools/juesuan",
      exclude: ["README.md"],
      resources: [
        .embedInCode("Demo/yongzhou-2018.csv"), .embedInCode("Evidence/check_evidence.py"),
      ]),
    .executableTarget(
      name: "juesuan-verify", dependencies: ["Merkle"], path: "Tools/juesuan-verify",
      exclude: ["README.md"]),
    .executableTarget(
      name: "juesuan-simulate",
      dependencies: [
        "EventStorage", "EventStorageTesting", "OfficeOpenXML", "BudgetDomain",
        "BudgetDomainTesting", "Projections", "Statements", "EventCoding", "BudgetLedger",
      ],
      path: "Tools/juesuan-simulate", exclude: ["README.md"]),
    .executableTarget(
      name: "juesuan-bench",
      dependencies: [
        "Merkle", "BudgetDomain", "Projections", "EventCoding", "Statements", "BudgetLedger",
      ],
      path: "Tools/juesuan-bench", exclude: ["README.md", "compare.sh", "Peers"]),
    .testTarget(name: "MerkleTests", dependencies: ["Merkle"]),
    .testTarget(
      name: "EventStorageTests", dependencies: ["Merkle", "EventStorage", "EventStorageTesting"]),
    .testTarget(
      name: "VerifierTests",
      dependencies: ["Merkle", "EventStorage", "EventStorageTesting", "juesuan-verify"]),
    .testTarget(name: "SimulatorTests", dependencies: ["EventStorage", "EventStorageTesting"]),
    .testTarget(name: "BudgetDomainTests", dependencies: ["BudgetDomain"]),
    .testTarget(
      name: "ProjectionsTests",
      dependencies: ["BudgetDomainTesting", "Projections", "EventCoding"]),
    .testTarget(name: "EventCodingTests", dependencies: ["EventCoding"]),
    .testTarget(name: "StatementsTests", dependencies: ["Statements", "Presentation"]),
    .testTarget(name: "OfficeOpenXMLTests", dependencies: ["OfficeOpenXML"]),
    .testTarget(name: "PresentationTests", dependencies: ["Presentation"]),
    .testTarget(
      name: "BudgetLedgerTests",
      dependencies: [
        "EventStorage", "EventStorageTesting", "BudgetDomainTesting", "BudgetLedger",
        "OfficeOpenXML", "Presentation",
      ]),
    .testTarget(name: "CommandLineTests", exclude: ["README.md", "Golden", "Resources"]),
    .testTarget(name: "BenchTests", dependencies: ["juesuan-bench", "Merkle", "BudgetDomain"]),
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
  target.cSettings = [.enableWarning("all"), .treatAllWarnings(as: .error)]
}
