// One row of the import file: an event of the workload in the terms of a ledger.

import BudgetDomain

/// One row of the workload as a ledger takes it.
struct LedgerRow {
  static let header =
    "date,kind,year,source,function,economic,nature,project,amount,document,payee,memo,actor,key\n"

  var kind: SubmissionKind
  var line: BudgetLine
  var economic: EconomicCode?
  /// Always above zero; the kind says which way it goes.
  var amountInFen: Int64
  var date: EffectiveDate
  var document: String
  var payee: String?
  var memo: String
  var actor: String
  var key: String

  /// Appends the row as comma-separated text. No field of the workload needs quotes.
  func write(to text: inout [UInt8]) {
    func put(_ field: String) {
      text.append(contentsOf: field.utf8)
      text.append(UInt8(ascii: ","))
    }
    put(date.text)
    put(kind.word)
    put(String(line.year.number))
    put(line.source.word)
    put(line.function.text)
    put(economic?.text ?? "")
    put(line.nature.word)
    put(line.project?.text ?? "")
    put(Self.yuan(amountInFen))
    put(document)
    put(payee ?? "")
    put(memo)
    put(actor)
    text.append(contentsOf: key.utf8)
    text.append(UInt8(ascii: "\n"))
  }

  /// The row as the submission that an import would make of it.
  var submission: Submission {
    guard let amount = Amount(fen: amountInFen) else {
      preconditionFailure("the workload draws no amount beyond the exact range")
    }
    let entry = Entry(
      line: line, economic: economic, amount: amount, date: date, document: document,
      payee: payee, memo: memo)
    let command: Command =
      switch kind {
      case .appropriation: .approveAppropriation(entry)
      case .supplement: .supplementAppropriation(entry)
      case .reduction: .reduceAppropriation(entry)
      case .income: .receiveIncome(entry)
      case .refund: .refundExpenditure(entry)
      case .expenditure: .recordExpenditure(entry)
      default: preconditionFailure("the workload has no rows of kind \(kind.word)")
      }
    return Submission(command, actor: actor, key: key)
  }

  /// Fen as yuan with two decimals, without separators: `12300.50`.
  static func yuan(_ fen: Int64) -> String {
    let cents = fen.magnitude % 100
    return "\(fen < 0 ? "-" : "")\(fen.magnitude / 100).\(cents < 10 ? "0" : "")\(cents)"
  }
}
