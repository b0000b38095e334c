// The form files and table set files that come with the program.

import BudgetDomain

extension FormLibrary {
  /// The forms that come with the program.
  public static let builtIn: FormLibrary = {
    do {
      let forms = try formFiles.flatMap { try Form.forms(json: $0.bytes, fileName: $0.name) }
      let sets = try tableSetFiles.flatMap { try TableSet.sets(json: $0.bytes, fileName: $0.name) }
      return FormLibrary(forms: forms, tableSets: sets)
    } catch {
      let problems = (error as? InvalidForm)?.problems ?? []
      let texts = problems.map { "\($0.place): \($0.wording.what.english)" }
      preconditionFailure("a built-in form is broken: \(texts.joined(separator: "; "))")
    }
  }()

  /// The forms that come with the program for one table set, or only those with the number `code`
  /// in it: what one statement needs, without reading all the others.
  ///
  /// A form or table set that is not there is to be looked for in ``builtIn``, which knows what is
  /// near it.
  public static func builtIn(tableSet: String, form code: String? = nil) -> FormLibrary {
    let quoted = Array("\"\(tableSet)\"".utf8)
    do {
      var forms: [Form] = []
      for file in formFiles where code.map({ file.name.hasSuffix("-\($0).json") }) ?? true {
        guard holds(quoted, in: file.bytes, upTo: Self.headByteCount) else { continue }
        forms += try Form.forms(json: file.bytes, fileName: file.name)
      }
      let sets = try tableSetFiles.filter { holds(quoted, in: $0.bytes, upTo: $0.bytes.count) }
        .flatMap { try TableSet.sets(json: $0.bytes, fileName: $0.name) }
      return FormLibrary(forms: forms, tableSets: sets)
    } catch {
      return builtIn
    }
  }

  /// Whether `wanted` occurs in the first `limit` of `bytes`.
  private static func holds(_ wanted: [UInt8], in bytes: [UInt8], upTo limit: Int) -> Bool {
    bytes.withUnsafeBufferPointer { bytes in
      for start in 0..<max(0, min(limit, bytes.count) - wanted.count + 1) {
        var index = 0
        while index < wanted.count, bytes[start + index] == wanted[index] { index += 1 }
        if index == wanted.count { return true }
      }
      return false
    }
  }

  /// A form file names its table sets within so many bytes; a test looks whether all do.
  private static let headByteCount = 1_024

  /// The names of the table sets that come with the program, without reading a file; a test
  /// compares them with ``builtIn``.
  public static let builtInTableSetNames = [
    "hunan-2018", "national-2019", "national-2020", "national-2021", "national-2022",
    "national-2023", "national-2024", "shanghai-2024",
  ]

  /// The form files that come with the program, with their bytes.
  static var formFiles: [(name: String, bytes: [UInt8])] {
    [
      ("hunan-2018-01.json", PackageResources.hunan_2018_01_json),
      ("hunan-2018-04.json", PackageResources.hunan_2018_04_json),
      ("hunan-2018-05.json", PackageResources.hunan_2018_05_json),
      ("national-2018-02.json", PackageResources.national_2018_02_json),
      ("national-2018-03.json", PackageResources.national_2018_03_json),
      ("national-2018-06.json", PackageResources.national_2018_06_json),
      ("national-2018-07.json", PackageResources.national_2018_07_json),
      ("national-2018-08.json", PackageResources.national_2018_08_json),
      ("national-2019-01.json", PackageResources.national_2019_01_json),
      ("national-2019-04.json", PackageResources.national_2019_04_json),
      ("national-2019-05.json", PackageResources.national_2019_05_json),
      ("national-2020-01.json", PackageResources.national_2020_01_json),
      ("national-2020-04.json", PackageResources.national_2020_04_json),
      ("national-2020-06.json", PackageResources.national_2020_06_json),
      ("national-2020-09.json", PackageResources.national_2020_09_json),
      ("national-2023-07.json", PackageResources.national_2023_07_json),
      ("shanghai-2024-01.json", PackageResources.shanghai_2024_01_json),
      ("shanghai-2024-02.json", PackageResources.shanghai_2024_02_json),
      ("shanghai-2024-03.json", PackageResources.shanghai_2024_03_json),
      ("shanghai-2024-04.json", PackageResources.shanghai_2024_04_json),
      ("shanghai-2024-05.json", PackageResources.shanghai_2024_05_json),
      ("shanghai-2024-06.json", PackageResources.shanghai_2024_06_json),
      ("shanghai-2024-07.json", PackageResources.shanghai_2024_07_json),
      ("shanghai-2024-08.json", PackageResources.shanghai_2024_08_json),
      ("shanghai-2024-09.json", PackageResources.shanghai_2024_09_json),
    ]
  }

  /// The table set files that come with the program, with their bytes.
  static var tableSetFiles: [(name: String, bytes: [UInt8])] {
    [
      ("hunan-2018-checks.json", PackageResources.hunan_2018_checks_json),
      ("national-2019-checks.json", PackageResources.national_2019_checks_json),
      ("national-2020-checks.json", PackageResources.national_2020_checks_json),
      ("shanghai-2024-checks.json", PackageResources.shanghai_2024_checks_json),
    ]
  }
}
