// Base64 against the vectors of RFC 4648 section 10, and its refusals.

import Merkle
import Testing

@Suite struct Base64Tests {
  @Test(arguments: [
    ("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg=="),
    ("fooba", "Zm9vYmE="), ("foobar", "Zm9vYmFy"),
  ])
  func `the published texts are encoded and decoded`(plain: String, encoded: String) {
    #expect(Base64.encode(Array(plain.utf8)) == encoded)
    #expect(Base64.decode(encoded) == Array(plain.utf8))
  }

  @Test func `every byte value survives`() {
    let bytes = (0...255).map { UInt8($0) }
    #expect(Base64.decode(Base64.encode(bytes)) == bytes)
    #expect(Base64.encode([0xfb, 0xff, 0xbf]) == "+/+/")
  }

  @Test(arguments: [
    "Z", "Zg", "Zg=", "Zg===", "====", "A===", "=Zg=", "Zh==", "Zm9=", "Zm9v\n", " Zm9v",
    "Zm9v====", "Zm-v", "Zm_v", "Zg==Zg==", "Zmé=",
  ])
  func `a second spelling of a value is refused`(text: String) {
    #expect(Base64.decode(text) == nil)
  }
}
