// Which characters a text in XML may hold.

/// The characters of XML 1.0 (section 2.2, production 2).
public enum XMLCharacter {
  /// Whether XML 1.0 has a place for `scalar`, as itself or as a reference.
  public static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x9, 0xA, 0xD, 0x20...0xD7FF, 0xE000...0xFFFD, 0x1_0000...0x10_FFFF: true
    default: false
    }
  }
}
