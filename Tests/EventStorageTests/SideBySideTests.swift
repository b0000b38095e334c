// Values made side by side are those made one after the other.

import EventStorage
import Testing

@Suite struct `Values made side by side` {
  @Test(arguments: [0, 1, 2, 5])
  func `come in the order of their numbers`(count: Int) {
    #expect(SideBySide.make(count) { [$0, $0 * $0] } == (0..<count).map { [$0, $0 * $0] })
  }
}
