namespace Tapedeck.Analytics.Html;

/// <summary>The page's style: light and dark as the reader's system has it, narrow and wide, on screen and on paper.</summary>
internal static class ReportStyle
{
    public const string Css = """
        :root { color-scheme: light dark; --page: #f4f6f7; --card: #fff; --text: #1a2128; --muted: #55626d; --line: #dde3e7; --fill: #0f766e }
        @media (prefers-color-scheme: dark) {
          :root { --page: #11161a; --card: #1a2127; --text: #e7ecef; --muted: #9dabb6; --line: #303a42; --fill: #2fb8a6 }
        }
        * { box-sizing: border-box }
        body { margin: 0; background: var(--page); color: var(--text); font: 15px/1.5 system-ui, sans-serif; -webkit-text-size-adjust: 100% }
        main { max-width: 1120px; margin: 0 auto; padding: 24px 16px 48px; overflow-wrap: anywhere }
        h1 { font-size: 26px; line-height: 1.2; margin: 0 }
        h2 { font-size: 16px; margin: 0 0 12px }
        p { margin: 0 }
        .muted, .note, dt, th, .inputs { color: var(--muted) }
        .note, .inputs { font-size: 13px }
        .note { margin-top: 8px }
        .grid { display: grid; gap: 16px; grid-template-columns: repeat(auto-fit, minmax(min(100%, 440px), 1fr)); margin-top: 16px }
        section { background: var(--card); border: 1px solid var(--line); border-radius: 8px; padding: 16px; min-width: 0 }
        .wide { grid-column: 1 / -1 }
        dl { display: grid; gap: 12px 16px; grid-template-columns: repeat(auto-fill, minmax(130px, 1fr)); margin: 0 }
        dt { font-size: 13px; line-height: 1.3 }
        dd { margin: 0; font-size: 18px; font-weight: 600; font-variant-numeric: tabular-nums }
        ul { margin: 0; padding-left: 20px }
        .parts { list-style: none; padding: 0; margin-top: 12px }
        .parts li { margin-top: 10px }
        .row { display: flex; justify-content: space-between; gap: 12px; align-items: baseline; font-variant-numeric: tabular-nums }
        .score { font-size: 30px; font-weight: 700; line-height: 1.2 }
        svg { display: block; overflow: visible }
        svg text { font-size: 13px; fill: var(--text); font-variant-numeric: tabular-nums }
        svg .share, svg .axis { fill: var(--muted) }
        svg .axis { font-size: 12px }
        .end { text-anchor: end }
        .middle { text-anchor: middle }
        .track { fill: var(--line) }
        .fill { fill: var(--fill) }
        line { stroke: var(--line) }
        .scroll { overflow-x: auto }
        table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
        th, td { text-align: left; padding: 6px 16px 6px 0; border-bottom: 1px solid var(--line); white-space: nowrap }
        th { font-size: 13px; font-weight: 500 }
        .number { text-align: right }
        td:first-child { white-space: normal }
        th:last-child, td:last-child { padding-right: 0 }
        @media (max-width: 600px) {
          table { font-size: 13px }
          th, td { padding-right: 8px }
          th { font-size: 12px }
        }
        @media print {
          :root { color-scheme: light; --page: #fff; --card: #fff; --text: #000; --muted: #444; --line: #ccc; --fill: #0f766e }
          body { print-color-adjust: exact; -webkit-print-color-adjust: exact; font-size: 12px }
          main { padding: 0; max-width: none }
          section { break-inside: avoid }
          .scroll { overflow: visible }
        }

        """;
}
