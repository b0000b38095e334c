// The checksum of ZIP against values that are published.

import OfficeOpenXML
import Testing

@Suite struct `The checksum of ZIP` {
  @Test(
    arguments: [
      ("", 0), ("a", 0xE8B7_BE43), ("123456789", 0xCBF4_3926),
      ("The quick brown fox jumps over the lazy dog", 0x414F_A339),
    ] as [(String, UInt32)])
  func `is that of the published examples`(text: String, value: UInt32) {
    #expect(CyclicRedundancyCheck(of: text.utf8).value == value)
  }

  @Test func `goes on where it stopped`() {
    var check = CyclicRedundancyCheck(of: "12345".utf8)
    check.update("6789".utf8)
    #expect(check == CyclicRedundancyCheck(of: "123456789".utf8))
  }
}
