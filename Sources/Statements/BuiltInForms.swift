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
