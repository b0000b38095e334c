// The page that teaches the program.

import BudgetDomain

/// The help of the program.
enum Help {
  static let page = Phrase(
    zh: """
      例
        juesuan-bench all --events 1000000
        juesuan-bench rebuild verify --events 1000000 --runs 9 --json
        juesuan-bench generate 100000 -o w.csv

      juesuan-bench：造出工作量 W(N)，测量账本，逐项核对答案；答案不对就没有数字。

      造数据
        generate N [-o FILE.csv]   W(N) 的导入文件；旁边写 FILE.expected.json（控制总数）
      测什么（可写几项，或 all）
        append        一笔一次落盘；交替与“同样的字节 write + fdatasync”相比；
                      再接在全部负载之后追加：1 即不变慢
        group-commit  64 个并发生产者，各记一笔
        batches       每批 100、1000 笔
        import        经门面导入 CSV，逐条按规则判定，落盘
        rebuild       从原始日志重建全部余额和全套报表，并核对树根；再从索引重建
        statement     新进程 juesuan 出一张表：最新、截至中点；中点的全套报表
        history       进程内审计查询，每种取中位数
        verify        juesuan verify 与 juesuan-verify 的新进程
        memory        导入、出表、核验各进程的内存峰值
        disk          日志和索引，每笔字节数
      选项
        --events N      工作量的事件数（100000）      --count C   逐笔追加的事件数（10000）
        --runs R        每项测几次（5）              --seed S    种子（20260101）
        --directory D   在哪个盘上测（TMPDIR 或 /tmp），用后即删
        --json          输出 JSON，含每次的样本       --quiet     不报进度
        --lang zh|en    语言
      数字是各次的中位数；min、max 是最小和最大。机器有波动，请引用同一次运行里的比值。
      与 SQLite、hledger 相比：Tools/juesuan-bench/compare.sh
      退出码：0 完成 · 1 答案不对 · 64 写法不对 · 70 账本或程序出错 · 74 读写出错

      """,
    en: """
      Examples
        juesuan-bench all --events 1000000
        juesuan-bench rebuild verify --events 1000000 --runs 9 --json
        juesuan-bench generate 100000 -o w.csv

      juesuan-bench makes the workload W(N), measures the ledger on it and checks every
      answer; a wrong answer gives no figure.

      Make
        generate N [-o FILE.csv]   W(N) as an import file; control totals beside it in
                                   FILE.expected.json
      Measure (several, or all)
        append        one event a sync, in turn with write + fdatasync of the same bytes;
                      then behind the whole workload: flat is 1
        group-commit  64 concurrent producers, one event each
        batches       100 and 1000 events a sync
        import        CSV through the façade, every rule decided, durable
        rebuild       raw log to all balances and the whole table set, root compared;
                      then from the index
        statement     a new juesuan process prints one table: newest, and as of the
                      middle; the whole set as of the middle
        history       audit queries in process, the median of each kind
        verify        juesuan verify and juesuan-verify as new processes
        memory        peak memory of the processes that import, print, verify
        disk          log and index, bytes an event
      Options
        --events N      events of the workload (100000)
        --count C       events appended one by one (10000)
        --runs R        runs of each (5)       --seed S   seed (20260101)
        --directory D   the disk to measure on (TMPDIR or /tmp); removed afterwards
        --json          JSON with the samples of all runs
        --quiet         no progress            --lang zh|en
      Figures are medians of the runs, min and max beside them. Machines drift: quote
      ratios taken in one run. Against SQLite and hledger: Tools/juesuan-bench/compare.sh
      exit codes: 0 done · 1 wrong answer · 64 usage · 70 ledger or program · 74 I/O

      """)
}
