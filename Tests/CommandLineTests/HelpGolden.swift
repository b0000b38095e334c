// Pages of help, word for word: a change here is a change that people will see.

/// The overview in English.
let overviewInEnglish = """
  Examples
    juesuan demo
    juesuan statement 01 --for 2018 --ledger books
    A budget ledger that only grows; the final accounts are computed from its
    events.

  Record
    init              begin a ledger
    import            record a CSV file or a workbook: all rows or none
    record            record one fact
    codes import      take over a list of codes
    reverse           take back an entry; it stays visible
    correct           take back an entry and record it right, in one batch
    attach            keep a source document with an event

  Decide
    propose           prepare a fact for another to approve
    approve           approve what somebody else prepared
    reject            reject what somebody else prepared
    complete          an adjustment passed its procedure: it counts
    withdraw          give up an adjustment that waits
    pending           proposals and adjustments that wait
    actor register    enter a person with a role
    actor list        who is registered, in which role

  Years and policy
    close             close a year: carry every line over
    reopen            open a closed year again
    policy            the control policy of a year
    policy set        set the control policy
    unit              say of which type the unit is
    project           list the projects and where they stand
    project register  begin a project, or take it up again
    project complete  a project is done; what is left becomes 结余
    project cancel    a project is given up; what is left becomes 结余

  Statements
    statement         print one table of the final accounts
    statements        print every table of the year
    balance           authority, used, free and closing by line
    check             check the figures in and between all tables
    check explain     say why a check fails and may
    explain           why a cell says what it says
    narrative         write the text that goes with the tables
    lint              hold a typed text against the ledger
    compare           which cells moved between two moments
    reconcile         a filed workbook against the ledger
    indicators        performance indicators, with their origin
    indicators score  score an indicator by hand
    publish           publish the tables of a year under a name
    forms             list table sets and their forms
    forms show        the formulas and checks of a form
    forms check       look for faults in a form file

  Audit
    history           who recorded what, and when
    show              everything about one event
    line              the life of one budget line
    blame             who changed a figure, from what to what
    findings          what named tests say to look at
    findings explain  answer a finding
    sample            payments that a checkpoint draws
    verify            read and hash every byte again, or check a proof
    checkpoint        print or publish origin, size and root
    prove             prove a record, or that the log only grew
    export tiles      write the log as C2SP tlog-tiles

  Take along
    export jsonl      the records, line by line; for restore
    restore           make a ledger of exported records
    export csv        one flat sheet for spreadsheets
    export hledger    a journal for hledger
    export beancount  a journal for beancount
    export gbt24589   a year in the style of GB/T 24589.2 (XML)
    export evidence   a figure with all its evidence, in one folder
    export site       a year as a folder of pages to hand over

  Keep
    codes             list the codes in force
    demo              try it on the 2018 books of a real unit
    help              show help
    version           show the version

  More
    juesuan help COMMAND · juesuan help TOPIC; topics: exit-codes, formats,
    environment, import

  """

/// The overview in Chinese.
let overviewInChinese = """
  例
    juesuan demo
    juesuan statement 01 --for 2018 --ledger books
    预算单位的账本：只增不改，决算报表由账上的事件算出。

  记账
    init              新建账本
    import            导入 CSV 或工作簿：要么全部记入，要么一条不记
    record            记一笔
    codes import      登记本单位自己的科目表
    reverse           红字冲销一笔；原记录保留
    correct           更正一笔：冲销并重记，同一批
    attach            给一条记录附上原始凭证

  审批
    propose           提交一笔，由另一人审批
    approve           审批通过
    reject            审批退回
    complete          预算调整办结，开始生效
    withdraw          撤回报批中的预算调整
    pending           待审批的和报批中的
    actor register    登记人员及其角色
    actor list        列出登记的人员及其角色

  年度与政策
    close             结账：各预算线结转下年
    reopen            反结账
    policy            查看一个年度的控制政策
    policy set        设定控制政策
    unit              写明单位类型
    project           列出项目及其状态
    project register  登记项目，或重新启用
    project complete  项目完成，余额成为结余
    project cancel    项目终止，余额成为结余

  出表
    statement         出一张决算表
    statements        出全套决算表
    balance           各预算线的指标、已用、可用、结转
    check             审核全套报表
    check explain     写出错说明
    explain           这个数怎么来的
    narrative         写部门决算情况说明
    lint              用账本查别人写的说明
    compare           两个时点之间哪些数变了
    reconcile         填报的工作簿与账本逐格比对
    indicators        绩效评价指标：比率、得分、来源
    indicators score  为一个指标评分
    publish           以一个名称公开全套报表
    forms             列出报表套和表样
    forms show        一张表样的公式和审核
    forms check       检查自编的表样文件

  查账
    history           谁在何时记了什么
    show              一条记录的全部内容
    line              一条预算线的一生
    blame             一个数何时由谁从多少改成多少
    findings          按命名的测试列出疑点
    findings explain  对一个疑点作出说明
    sample            由检查点抽出可复算的支出样本
    verify            重读并重新计算全部字节，或核对证明
    checkpoint        印出或公布检查点：账本名、条数、根
    prove             出具证明：这一条在日志里，或日志只增未改
    export tiles      导出为透明日志工具可读的文件（C2SP tlog-tiles）

  带走
    export jsonl      导出全部记录，一行一条，可再恢复
    restore           由导出的记录恢复账本
    export csv        导出一张平表，供电子表格
    export hledger    导出 hledger 日记账，供别的程序核算
    export beancount  导出 beancount 日记账
    export gbt24589   按 GB/T 24589.2 的样式导出一年的账（XML）
    export evidence   一个数的全部证据，装进一个目录
    export site       一年的决算写成一组网页，整个目录可交出

  管账
    codes             查科目
    demo              用一个真实单位的 2018 年账试一试
    help              显示帮助
    version           显示版本

  更多
    juesuan help 命令 · juesuan help 主题；主题：exit-codes, formats, environment,
    import

  """

/// The page of `reverse` in English.
let reverseInEnglish = """
  Examples
    juesuan reverse 250 --reason 科目用错 --dry-run
    juesuan reverse 250 --reason 重复支付 --date 2018-12-31

  juesuan reverse: take back an entry; it stays visible
    juesuan reverse POSITION --reason TEXT [OPTION]…

  Operands
    POSITION             position of the entry, such as 1842

  Options
    --reason TEXT        why
    --date DATE          date of the reversal; else today
    --document TEXT      document or voucher number
    --propose            prepare it for a second person to approve
    --dry-run            check and show, append nothing
    --expect-position N  refuse (75) unless the ledger holds exactly N events
    --ledger DIR         ledger directory; else JUESUAN_LEDGER
    --actor NAME         who records; else JUESUAN_ACTOR, else the user name
    --quiet              say nothing on success
    --lang zh|en         language; else that of the locale

  What it changes
    Appends one event of opposite sign naming the entry; an entry is reversed
    once.

  Exit codes
    0   done; warnings are printed, not counted
    2   refused by a rule; only the attempt is recorded, without effect
    64  the command line is wrong
    65  bad input; nothing was recorded
    70  a fault of the program itself
    74  reading or writing failed, or the ledger is damaged
    75  another writer holds the ledger or came first; try again

  """

/// The page of `reverse` in Chinese.
let reverseInChinese = """
  例
    juesuan reverse 250 --reason 科目用错 --dry-run
    juesuan reverse 250 --reason 重复支付 --date 2018-12-31

  juesuan reverse：红字冲销一笔；原记录保留
    juesuan reverse POSITION --reason TEXT [OPTION]…

  参数
    POSITION             原记录的序号，如 1842

  选项
    --reason TEXT        事由
    --date DATE          冲销的业务日期；缺省今天
    --document TEXT      文号或凭证号
    --propose            只提交，由第二人审批
    --dry-run            只检查并显示将记入的内容
    --expect-position N  账本若已不止 N 条则不写入（退出码 75）
    --ledger DIR         账本目录；缺省取环境变量 JUESUAN_LEDGER
    --actor NAME         经办人；缺省取 JUESUAN_ACTOR，再缺省取系统用户名
    --quiet              成功时不输出
    --lang zh|en         语言；缺省随系统区域设置

  影响
    追加一个方向相反的事件，指明所冲销的记录；每笔只能冲销一次。

  退出码
    0   完成；警告只打印，不计入
    2   被规则拒绝；只记下这次被拒绝的操作，不影响账目
    64  命令写法不对
    65  输入的数据有误，没有记入任何内容
    70  程序自身的错误
    74  读写失败，或账本已损坏
    75  别人正在写入，或已先写入；请再试

  """

/// The exit codes, on which scripts depend.
let exitCodesInEnglish = """
  Examples
    juesuan verify || echo $?
    juesuan import import.csv --quiet; echo $?

  Exit codes
    0   done; warnings are printed, not counted
    1   a check, verification or comparison found something
    2   refused by a rule; only the attempt is recorded, without effect
    64  the command line is wrong
    65  bad input; nothing was recorded
    70  a fault of the program itself
    73  a directory or file cannot be created
    74  reading or writing failed, or the ledger is damaged
    75  another writer holds the ledger or came first; try again

  """
