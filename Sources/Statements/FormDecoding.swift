// Decodes form files and table set files from JSON; a misspelt key is an error, not ignored.

import FoundationEssentials

/// A fault of the outline of a file with its path.
struct OutlineProblem: Error {
  let path: String
  let fault: DocumentFault

  /// The file written in `bytes`.
  ///
  /// - Throws: ``OutlineProblem`` for the first key or value that does not fit.
  static func decode<File: Decodable>(
    _ type: File.Type, from bytes: [UInt8]
  ) throws(OutlineProblem) -> File {
    do {
      return try JSONDecoder().decode(type, from: Data(bytes))
    } catch let error as UnknownFormKey {
      let nearest = nearestWords(to: error.key, among: error.known)
      throw OutlineProblem(
        path: text(of: error.path), fault: .unknownKey(error.key, nearest: nearest))
    } catch let error as DecodingError {
      throw problem(of: error)
    } catch {
      throw OutlineProblem(path: "", fault: .notJSON(detail: String(describing: error)))
    }
  }

  private static func problem(of error: DecodingError) -> OutlineProblem {
    switch error {
    case .keyNotFound(let key, let context):
      OutlineProblem(path: text(of: context.codingPath), fault: .keyMissing(key.stringValue))
    case .typeMismatch(let type, let context), .valueNotFound(let type, let context):
      OutlineProblem(
        path: text(of: context.codingPath), fault: .wrongType(expected: kind(of: type)))
    case .dataCorrupted(let context):
      OutlineProblem(
        path: text(of: context.codingPath),
        fault: .notJSON(
          detail: context.underlyingError.map { String(describing: $0) }
            ?? context.debugDescription))
    @unknown default:
      OutlineProblem(path: "", fault: .notJSON(detail: String(describing: error)))
    }
  }

  private static func kind(of type: any Any.Type) -> JSONKind {
    switch type {
    case is String.Type: .text
    case is Int.Type: .wholeNumber
    case is Bool.Type: .truth
    default: String(describing: type).hasPrefix("Array") ? .array : .object
    }
  }

  private static func text(of path: [any CodingKey]) -> String {
    path.reduce("") { text, key in
      if let index = key.intValue { return "\(text)[\(index)]" }
      return text.isEmpty ? key.stringValue : "\(text).\(key.stringValue)"
    }
  }
}

/// A key that the object it stands in does not have, most likely misspelt.
struct UnknownFormKey: Error {
  let path: [any CodingKey]
  let key: String
  let known: [String]
}

private struct AnyKey: CodingKey {
  let stringValue: String
  let intValue: Int? = nil
  init(stringValue: String) { self.stringValue = stringValue }
  init?(intValue: Int) { nil }
}

extension Decoder {
  /// The members of an object that has no keys but those of `keys`.
  ///
  /// - Throws: ``UnknownFormKey`` for the first other key; a misspelt key must not be ignored.
  func members<Keys: CodingKey & CaseIterable>(
    _ keys: Keys.Type
  ) throws -> KeyedDecodingContainer<Keys> {
    let present = try container(keyedBy: AnyKey.self).allKeys.map(\.stringValue).sorted()
    if let key = present.first(where: { Keys(stringValue: $0) == nil }) {
      throw UnknownFormKey(
        path: codingPath, key: key, known: Keys.allCases.map(\.stringValue))
    }
    return try container(keyedBy: keys)
  }
}
