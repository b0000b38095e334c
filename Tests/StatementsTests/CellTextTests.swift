// Rounding and printing of cells: exact, half-up, each on its own.

import Statements
import Testing

struct CellTextTests {
  struct Case: CustomTestStringConvertible {
    let fen: Int64
    let money: MoneyUnit
    let decimals: Int
    let text: String
    var testDescription: String { "\(fen) fen in \(money.word) .\(decimals)" }

    init(_ fen: Int64, _ money: MoneyUnit, _ decimals: Int, _ text: String) {
      self.fen = fen
      self.money = money
      self.decimals = decimals
      self.text = text
    }
  }

  @Test(arguments: [
    Case(0, .tenThousandYuan, 2, "0.00"), Case(0, .yuan, 0, "0"),
    Case(2_415_040_000, .tenThousandYuan, 2, "2,415.04"),
    Case(4_999, .tenThousandYuan, 2, "0.00"), Case(5_000, .tenThousandYuan, 2, "0.01"),
    Case(14_999, .tenThousandYuan, 2, "0.01"), Case(15_000, .tenThousandYuan, 2, "0.02"),
    Case(25_000, .tenThousandYuan, 2, "0.03"),
    Case(999_994_999, .tenThousandYuan, 2, "999.99"),
    Case(999_995_000, .tenThousandYuan, 2, "1,000.00"),
    Case(-4_999, .tenThousandYuan, 2, "0.00"), Case(-5_000, .tenThousandYuan, 2, "-0.01"),
    Case(-15_000, .tenThousandYuan, 2, "-0.02"),
    Case(-123_456_789_000, .tenThousandYuan, 2, "-123,456.79"),
    Case(499_999, .tenThousandYuan, 0, "0"), Case(500_000, .tenThousandYuan, 0, "1"),
    Case(-500_000, .tenThousandYuan, 0, "-1"),
    Case(1_234_567, .tenThousandYuan, 1, "1.2"), Case(1_250_000, .tenThousandYuan, 1, "1.3"),
    Case(1_234_567, .tenThousandYuan, 3, "1.235"), Case(1_234_567, .tenThousandYuan, 4, "1.2346"),
    Case(1_234_567, .tenThousandYuan, 6, "1.234567"),
    Case(1_234_567, .yuan, 2, "12,345.67"), Case(149, .yuan, 0, "1"), Case(150, .yuan, 0, "2"),
    Case(-150, .yuan, 0, "-2"), Case(145, .yuan, 1, "1.5"), Case(144, .yuan, 1, "1.4"),
    Case(5, .yuan, 2, "0.05"), Case(-5, .yuan, 2, "-0.05"), Case(5, .yuan, 4, "0.0500"),
    Case(.max, .yuan, 4, "92,233,720,368,547,758.0700"),
    Case(.min, .yuan, 2, "-92,233,720,368,547,758.08"),
    Case(.min, .tenThousandYuan, 2, "-9,223,372,036,854.78"),
  ])
  func `a cell is rounded half-up on its own magnitude`(_ example: Case) {
    let text = CellText.text(fen: example.fen, money: example.money, decimals: example.decimals)
    #expect(text == example.text)
  }

  @Test func `without grouping there are no separators`() {
    let text = CellText.text(
      fen: -123_456_789_000, money: .tenThousandYuan, decimals: 2, grouped: false)
    #expect(text == "-123456.79")
  }

  @Test(arguments: [("元", MoneyUnit.yuan), ("万元", .tenThousandYuan)])
  func `money units are named by their official word`(_ word: String, _ unit: MoneyUnit) {
    #expect(MoneyUnit(word: word) == unit)
    #expect(unit.word == word)
  }

  @Test func `any other word is no money unit`() {
    #expect(MoneyUnit(word: "角") == nil)
  }
}
