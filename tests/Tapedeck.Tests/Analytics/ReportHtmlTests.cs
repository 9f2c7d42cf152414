using System.Xml.Linq;
using FsCheck.Xunit;
using Tapedeck.Analytics;
using Tapedeck.Analytics.Html;
using Tapedeck.Tests.Enrichment;

namespace Tapedeck.Tests.Analytics;

public sealed class ReportHtmlTests
{
    private static readonly string[] Elements =
    [
        "html", "head", "meta", "title", "style", "body", "main", "div", "section", "h1", "h2", "p", "span", "bdi", "ul", "li", "dl",
        "dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "svg", "desc", "g", "rect", "line", "text", "tspan",
    ];

    private static readonly string[] Attributes =
    [
        "lang", "charset", "name", "content", "class", "title", "role", "width", "height", "x", "y", "x1", "x2", "y1", "y2", "rx",
    ];

    [Fact]
    public void It_needs_nothing_else_and_no_script()
    {
        var page = ReportHtml.Of(SomeReport.Report);

        AssertPlain(Parse(page));
        Assert.DoesNotContain("://", page, StringComparison.Ordinal);
        Assert.DoesNotContain("url(", page, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.StartsWith("<!DOCTYPE html>", page, StringComparison.Ordinal);
        Assert.Contains("<meta charset=\"utf-8\"/>", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Everything_that_a_report_says_is_there()
    {
        var text = string.Concat(Parse(ReportHtml.Of(SomeReport.Report)).Root!.Element("body")!.DescendantNodes().OfType<XText>().Select(node => node.Value + "\n"));

        foreach (var said in new[]
        {
            "2026-11-22T09:05:00Z", "53.47", "2 unique speakers, 3 are enough", "41.50", "1 of 2 questions answered", "–", "no conversations",
            "claude_code → claude_code", "12.5 s", "25 h", "50 % of the events are by gemini_cli.", "further observations",
            "9 occurrences of others are not counted by their key; a count may be 1 too low.", "The 2 most frequent of 40.", "99.50 %",
        })
            Assert.Contains(said, text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_report_gives_the_same_page() => Assert.Equal(ReportHtml.Of(SomeReport.Report), ReportHtml.Of(SomeReport.Of("claude_code", "gemini_cli")));

    [Fact]
    public void Every_chart_says_what_it_is() => Assert.All(Parse(ReportHtml.Of(SomeReport.Report)).Descendants("svg"), svg =>
    {
        Assert.Equal("img", svg.Attribute("role")?.Value);
        Assert.NotEmpty(Assert.IsType<XElement>(svg.FirstNode).Value);
        Assert.Equal("title", ((XElement)svg.FirstNode).Name);
    });

    [Theory]
    [InlineData("<script>alert(1)</script>", "<script>alert(1)</script>")]
    [InlineData("a\"b&c'd>", "a\"b&c'd>")]
    [InlineData("a\u0001\n\u007f", "a\\u{0001}\\u{000A}\\u{007F}")]
    [InlineData("\u202Efdp.exe", "\\u{202E}fdp.exe")]
    [InlineData("\uFFFF\uFFFE", "\\u{FFFF}\\u{FFFE}")]
    [InlineData("z\u0301\u0301\u0301\u0301\u0301", "z\u0301\u0301\u0301\u0301\\u{0301}")]
    [InlineData("مرحبا", "مرحبا")]
    public void Recorded_text_is_text(string name, string shown)
    {
        var page = Parse(ReportHtml.Of(SomeReport.Of(name)));

        AssertPlain(page);
        Assert.Contains(page.Descendants("text"), text => text.Value == shown);
        Assert.Contains(page.Descendants("bdi"), text => text.Value == shown);
    }

    [Fact]
    public void Half_a_character_is_shown_as_one_that_is_none() =>
        Assert.Contains(Parse(ReportHtml.Of(SomeReport.Of("\ud800x"))).Descendants("text"), text => text.Value == "\uFFFDx");

    [Fact]
    public void A_long_name_is_shortened_and_whole_in_its_title()
    {
        var (narrow, wide) = (new string('x', 256), string.Concat(Enumerable.Repeat("漢", 85)));

        var page = Parse(ReportHtml.Of(SomeReport.Of(narrow, wide)));

        Assert.Contains(page.Descendants("text"), text => text.Value == new string('x', 14) + "…" + new string('x', 14));
        Assert.Contains(page.Descendants("text"), text => text.Value == wide[..7] + "…" + wide[..7]);
        Assert.Contains(page.Descendants("g").Elements("title"), title => title.Value == narrow + ": 2");
        Assert.Contains(page.Descendants("td"), cell => cell.Attribute("title")?.Value == $"{wide} → {wide}");
    }

    [Fact]
    public void Of_no_events_it_says_so()
    {
        var page = ReportHtml.Of(Reports.Of(new ConversationTally(), DateTimeOffset.UnixEpoch, 0, deliveries: null));

        AssertPlain(Parse(page));
        Assert.Contains("0 events, none with a date.", page, StringComparison.Ordinal);
    }

    [Property(Arbitrary = [typeof(RandomText)])]
    public void Whatever_was_recorded_it_is_well_formed(RandomText text) => AssertPlain(Parse(ReportHtml.Of(SomeReport.Of(text.Value))));

    private static XDocument Parse(string page) => XDocument.Parse(page);

    /// <summary>Nothing but the page's own elements and attributes.</summary>
    private static void AssertPlain(XDocument page)
    {
        Assert.Empty(page.Descendants().Select(element => element.Name.ToString()).Except(Elements));
        Assert.Empty(page.Descendants().Attributes().Select(attribute => attribute.Name.ToString()).Except(Attributes));
    }
}
