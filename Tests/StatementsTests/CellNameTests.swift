// Names of cells in workbooks are read back as the cells they were made for, and nothing else is.

import Testing

@testable import Statements

@Suite struct `A name of a cell` {
  @Test(arguments: [
    ("01", "28", 2, "F01_R28_C2"), ("02", "合计", 1, "F02_R合计_C1"),
    ("06", "（类）", 12, "F06_R.FF08.类.FF09._C12"), ("01", "a_b", 1, "F01_Ra.5F.b_C1"),
    ("01", "1.5", 999, "F01_R1.2E.5_C999"),
  ])
  func `stands for one cell`(form: String, row: String, column: Int, name: String) throws {
    let address = try #require(CellAddress(row: row, column: column))
    #expect(CellName.text(form: form, address) == name)
    let read = try #require(CellName.cell(name))
    #expect(read.form == form && read.address == address)
  }

  @Test(arguments: [
    "", "F01", "F01_R28", "F01_R28_C", "F01_R28_C0", "F01_R28_C02", "F_R28_C2", "F01_R_C2",
    "X01_R28_C2", "F01_R28_C2_", "F01_R.ZZ._C2", "F01_R.41._C2", "F01_R28._C2", "F01_R.D800._C2",
    "_xlnm.Print_Area",
  ])
  func `that is written otherwise is none`(name: String) {
    #expect(CellName.cell(name) == nil)
  }
}
