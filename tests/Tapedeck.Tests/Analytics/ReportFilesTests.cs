using Tapedeck.Analytics;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Analytics;

public sealed class ReportFilesTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void There_is_a_file_for_each_format_and_nothing_else()
    {
        var folder = _temp.File("reports");

        for (var time = 0; time < 2; time++)
            Assert.Equal(Path.Combine(folder, "name"), ReportFiles.Write(SomeReport.Report, folder, "name", ReportFormats.Json | ReportFormats.Markdown | ReportFormats.Html));

        Assert.Equal(["name.html", "name.json", "name.md"], Directory.EnumerateFileSystemEntries(folder).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        Assert.Equal(ReportJson.Of(SomeReport.Report), File.ReadAllBytes(Path.Combine(folder, "name.json")));
        Assert.Equal(ReportMarkdown.Of(SomeReport.Report), File.ReadAllText(Path.Combine(folder, "name.md")));
    }

    [Fact]
    public void Where_one_cannot_be_written_nothing_of_it_stays()
    {
        Directory.CreateDirectory(_temp.File("name.json")); // in the file's place

        Assert.ThrowsAny<Exception>(() => ReportFiles.Write(SomeReport.Report, _temp.Path, "name", ReportFormats.Json));

        Assert.Equal(["name.json"], Directory.EnumerateFileSystemEntries(_temp.Path).Select(Path.GetFileName));
    }
}
