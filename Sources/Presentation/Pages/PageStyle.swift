// How pages look, on a screen and on paper.

import BudgetDomain

/// The style sheets of pages.
enum PageStyle {
  /// What every page begins with.
  static let everywhere = """
    :root{color-scheme:light dark;\(PagePalette.light.declarations)}
    @media screen and (prefers-color-scheme:dark){:root{\(PagePalette.dark.declarations)}}
    *{box-sizing:border-box}
    body{margin:0;background:var(--paper);color:var(--ink);line-height:1.5;overflow-wrap:break-word;
    font-family:"Noto Sans CJK SC","Source Han Sans SC","Microsoft YaHei","PingFang SC",sans-serif}
    main{max-width:80rem;margin:0 auto;padding:0 1rem 2rem}
    a{color:var(--link)}
    a:focus-visible,.scroll:focus-visible{outline:3px solid var(--link);outline-offset:2px}
    .skip{position:absolute;left:-99rem}
    .skip:focus{position:static}
    nav{background:var(--panel);border-bottom:1px solid var(--rule);padding:.25rem 1rem}
    nav a{display:inline-block;padding:.25rem .5rem;min-height:24px}
    nav a[aria-current]{font-weight:bold;color:var(--ink)}
    h1{font-size:1.4rem;margin:1rem 0 .5rem}
    h2{font-size:1.1rem;margin:1.5rem 0 .5rem}
    .strip{display:grid;grid-template-columns:repeat(auto-fit,minmax(11rem,1fr));gap:.25rem 1rem;
    margin:1rem 0;padding:.5rem .75rem;background:var(--panel);border:1px solid var(--rule)}
    .strip div{min-width:0}
    .strip dt{font-size:.8rem;color:var(--muted)}
    .strip dd{margin:0;overflow-wrap:anywhere}
    .scroll{overflow-x:auto}
    table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:.5rem 0}
    th,td{border:1px solid var(--rule);padding:.2rem .45rem;text-align:left;vertical-align:top;
    unicode-bidi:isolate}
    thead th,thead td{background:var(--panel)}
    th{font-weight:normal}
    thead th{font-weight:bold}
    .figure{text-align:right;white-space:nowrap}
    .centre{text-align:center}
    .form{width:100%}
    .form thead th{text-align:center;vertical-align:middle}
    .form caption{text-align:left;padding:.25rem 0}
    .form caption b{display:block;text-align:center;font-size:1.2rem}
    .listing caption{text-align:left;padding:.25rem 0}
    .right{float:right}
    .form .in1{padding-left:1.5em}.form .in2{padding-left:2.5em}.form .in3{padding-left:3.5em}
    .sheet,.signatures{display:none}
    .muted,.evidence{color:var(--muted)}
    .bad{color:var(--bad)}.good{color:var(--good)}
    article.event{border-top:1px solid var(--rule);padding:.25rem 0;overflow-wrap:anywhere}
    article.event:target,tr:target,td:target{outline:3px solid var(--link)}
    article.event h2{font-size:1rem;margin:.25rem 0}
    article.event p{margin:.1rem 0}
    pre{background:var(--panel);border:1px solid var(--rule);padding:.5rem;
    white-space:pre-wrap;overflow-wrap:anywhere}
    figure{margin:1rem 0}
    svg{width:100%;max-width:48rem;height:auto;display:block}
    svg text{fill:var(--ink);font-size:12px}
    .f1{fill:var(--first)}.f2{fill:var(--second)}
    .f3{fill:var(--paper);stroke:var(--first);stroke-width:2}
    .s1,.s2{fill:none;stroke-width:2;stroke:var(--first)}
    .s2{stroke:var(--second);stroke-dasharray:6 4}
    .axis{stroke:var(--rule);stroke-width:1}
    @media screen{
    .chart figure{display:flex;flex-wrap:wrap;gap:0 1.5rem;align-items:flex-start}
    .chart svg{flex:1 1 30rem}}
    @media screen{
    .form td a,.listing a,.turning a{display:inline-block;min-height:24px;min-width:24px}
    .turning a{padding-right:.75em}
    .listing{font-size:.875rem}
    .listing th,.listing td{white-space:nowrap}
    .form tbody th{min-width:9em}.form thead th{min-width:4em}}
    @page{size:A4;margin:12mm 12mm 16mm}
    @media print{
    body{font-size:9pt;line-height:1.25;background:#fff}
    main{max-width:none;padding:0;margin:0}
    nav,.skip,.strip,.screen{display:none}
    .scroll{overflow:visible}
    a{color:inherit;text-decoration:none}
    thead{display:table-header-group}
    tr,article.event,figure{break-inside:avoid}
    .form th,.form td{padding-top:.35mm;padding-bottom:.35mm}
    .form{margin:0}
    .form caption{display:none}
    .sheet{display:table-row}
    .sheet th,.sheet td{border:0;background:none;padding:0 0 .5mm}
    .form .sheet th{font-size:14pt;padding-bottom:1mm}
    .dense .form{font-size:7.5pt;line-height:1.15}
    .dense .form th,.dense .form td{padding-top:.2mm;padding-bottom:.2mm}
    .below{break-inside:avoid;font-size:8pt}
    .dense .below{font-size:7pt;line-height:1.15}
    .dense .below p,.dense .below ul{margin:.5mm 0}
    .listing{font-size:7.5pt;word-break:keep-all}
    .below p,.below ul{margin:1mm 0}
    .signatures{display:flex;justify-content:space-between;margin-top:4mm;break-inside:avoid}
    .signatures span{min-width:50mm}
    article.statement{break-before:page}
    article.statement:first-of-type{break-before:auto}
    }

    """

  /// The sheets of paper on which one form is printed: their size, and what stands at their foot.
  ///
  /// - Parameters:
  ///   - name: a name that only this form has on the page, made of letters and digits.
  ///   - isWide: whether the form lies on its long side.
  ///   - foot: what the foot of every sheet says.
  static func sheets(
    named name: String, isWide: Bool, foot: String, _ language: Language
  ) -> String {
    let count =
      language == .chinese
      ? "\"第 \" counter(page) \" 页，共 \" counter(pages) \" 页\""
      : "\"page \" counter(page) \" of \" counter(pages)"
    return """
      @page \(name){size:A4 \(isWide ? "landscape" : "portrait");margin:12mm 12mm 16mm;
      @bottom-left{content:\(StyleText.quoted(foot));font-size:7pt;width:80%;text-align:left}
      @bottom-right{content:\(count);font-size:7pt}}
      .\(name){page:\(name)}

      """
  }
}
