// SHA-256 against the vectors of FIPS 180-4 and against itself cut into pieces.

import Merkle
import Testing

@Suite struct SHA256Tests {
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      "abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmn"
        + "hijklmnoijklmnopjklmnopqklmnopqrlmnopqrsmnopqrstnopqrstu",
      "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"
    ),
  ])
  func `the published messages have the published digests`(message: String, digest: String) {
    #expect(SHA256.hash(Array(message.utf8)).hex == digest)
  }

  @Test func `a million times the letter a`() {
    let message = [UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000)
    let expected = "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"
    #expect(SHA256.hash(message).hex == expected)
  }

  @Test func `a message cut in two at any place has the digest of the whole`() {
    let message = (0..<200).map { UInt8($0) }
    let whole = SHA256.hash(message)
    for cut in 0...message.count {
      var hasher = SHA256()
      hasher.update(Array(message[..<cut]))
      hasher.update(Array(message[cut...]))
      #expect(hasher.finalize() == whole, "cut at \(cut)")
    }
  }

  @Test func `a message given byte by byte has the digest of the whole`() {
    // Every length around one and two blocks, where the padding changes its shape.
    for count in 0...130 {
      let message = (0..<count).map { UInt8($0) }
      var hasher = SHA256()
      for byte in message { hasher.update(byte) }
      #expect(hasher.finalize() == SHA256.hash(message), "\(count) bytes")
    }
  }

  @Test func `finalizing does not end the computation`() {
    var hasher = SHA256()
    hasher.update(Array("ab".utf8))
    _ = hasher.finalize()
    hasher.update(Array("c".utf8))
    #expect(hasher.finalize() == SHA256.hash(Array("abc".utf8)))
  }

  @Test func `a digest is hashed as its thirty two bytes`() {
    let inner = SHA256.hash(Array("abc".utf8))
    var hasher = SHA256()
    hasher.update(inner)
    #expect(hasher.finalize() == SHA256.hash(inner.bytes))
  }
}

@Suite struct DigestTests {
  private let hex = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"

  @Test func `a digest survives the way through bytes and through text`() throws {
    let digest = try #require(Digest(hex: hex))
    #expect(digest.hex == hex)
    #expect(Digest(bytes: digest.bytes) == digest)
    #expect(Digest(hex: hex.uppercased()) == digest)
    #expect(digest.bytes.first == 0xba)
    #expect(digest.bytes.last == 0xad)
  }

  @Test(arguments: [
    "", "ba", String(repeating: "0", count: 63), String(repeating: "0", count: 65),
    String(repeating: "0", count: 66), String(repeating: "g", count: 64),
    String(repeating: "0", count: 62) + "é",
  ])
  func `a text that is not a digest is refused`(text: String) {
    #expect(Digest(hex: text) == nil)
  }

  @Test(arguments: [0, 31, 33])
  func `a wrong number of bytes is refused`(count: Int) {
    #expect(Digest(bytes: [UInt8](repeating: 0, count: count)) == nil)
  }
}
