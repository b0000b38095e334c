// A number of a cell means what its writer saw.

import OfficeOpenXML
import Testing

@Suite struct `A number of a cell` {
  /// As files hold it; with two decimals, or `nil` where more are meant.
  @Test(
    arguments: [
      ("12345.67", "12345.67"), ("12345.670000000002", "12345.67"), ("0.30000000000000004", "0.30"),
      ("1.2345E4", "12345.00"), ("1.2345e+4", "12345.00"), ("12E-1", "1.20"), ("0", "0.00"),
      ("-0", "0.00"), ("-1.5", "-1.50"), (".5", "0.50"), ("5.", "5.00"),
      ("1E13", "10000000000000.00"),
      ("2.7755575615628914E-17", "0.00"), ("-2.7755575615628914E-17", "0.00"),
      ("123456.78000000012", "123456.78"), ("123456.7800000119", nil),
      ("9999999999999.9902", "9999999999999.99"),
      ("123456789012.341", nil), ("0.005", nil), ("12.345", nil), ("1.001", nil), ("0.0001", nil),
      ("90071992547409.906", nil), ("1E18", nil), ("1E300", nil), ("1E-300", "0.00"),
      ("33.333333333333336", nil), ("8.8817841970012523E-16", "0.00"),
      ("2415.0400000000009", "2415.04"),
    ] as [(String, String?)])
  func `has two decimals where they are what is meant`(text: String, expected: String?) {
    #expect(SheetNumber(text)?.text(decimals: 2) == expected)
  }

  @Test(
    arguments: [
      ("2010301", "2010301"), ("2.010301E6", "2010301"), ("2010301.5", nil), ("-3", "-3"),
      ("123456789012345", "123456789012345"), ("1234567890123456", nil), ("0", "0"),
      ("100", "100"), ("1E15", nil), ("1.0", "1"),
    ] as [(String, String?)])
  func `is a code where it is whole and has all its digits`(text: String, expected: String?) {
    #expect(SheetNumber(text)?.wholeText == expected)
  }

  @Test(arguments: [
    ("12345678901234567890", true), ("1.23456789012345E+17", true), ("123456789012345", false),
    ("0.1234567890123456", false),
  ])
  func `says where a spreadsheet has changed its last digits`(text: String, hasLost: Bool) {
    #expect(SheetNumber(text)?.hasLostDigits == hasLost)
  }

  @Test(
    arguments: [
      ("2.345", "2.35"), ("2.3449999", "2.34"), ("-2.345", "-2.35"), ("-0.001", "0.00"),
      ("1E-30", "0.00"), ("5", "5.00"), ("1E20", nil),
    ] as [(String, String?)])
  func `is rounded half up where a cell shows it so`(text: String, expected: String?) {
    #expect(SheetNumber(text)?.roundedText(decimals: 2) == expected)
  }

  @Test(arguments: [
    ("1.2345E4", "12345"), ("1.5E-3", "0.0015"), ("-12.50", "-12.5"), ("1E3", "1000"),
    ("100.25", "100.25"),
  ])
  func `is written without an exponent`(text: String, plain: String) {
    #expect(SheetNumber(text)?.plainText == plain)
  }

  @Test(arguments: [
    "", "-", "+", ".", "1,000", "1.2.3", "0x10", "NaN", "Infinity", "1E", "1E+", "1E9999", "１２",
    "1 ", " 1", "--1", "1e5e5", String(repeating: "1", count: 65),
  ])
  func `is none where it is written otherwise`(text: String) {
    #expect(SheetNumber(text) == nil)
  }
}

@Suite struct `The calendar of spreadsheets` {
  @Test(
    arguments: [
      ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", nil), ("61", "1900-03-01"),
      ("43164", "2018-03-05"), ("43164.75", "2018-03-05"), ("4.3164E4", "2018-03-05"),
      ("36585", "2000-02-29"), ("73109", "2100-02-28"), ("73110", "2100-03-01"),
      ("2958465", "9999-12-31"), ("2958466", nil), ("0", nil), ("0.5", nil), ("-1", nil),
      ("1E300", nil),
    ] as [(String, String?)])
  func `counts from 1900`(number: String, expected: String?) throws {
    let number = try #require(SheetNumber(number))
    #expect(SheetCalendar.from1900.day(number)?.text == expected)
  }

  @Test(
    arguments: [
      ("0", "1904-01-01"), ("41702", "2018-03-05"), ("59", "1904-02-29"), ("2957003", "9999-12-31"),
      ("2957004", nil),
    ] as [(String, String?)])
  func `counts from 1904 in old workbooks`(number: String, expected: String?) throws {
    let number = try #require(SheetNumber(number))
    #expect(SheetCalendar.from1904.day(number)?.text == expected)
  }
}
