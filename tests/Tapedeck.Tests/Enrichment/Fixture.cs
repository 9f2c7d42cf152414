using System.Runtime.CompilerServices;

namespace Tapedeck.Tests.Enrichment;

/// <summary>The files of tests/Tapedeck.Tests/Fixtures.</summary>
internal static class Fixture
{
    public static string Path(string name, [CallerFilePath] string source = "") =>
        System.IO.Path.Combine(System.IO.Path.GetDirectoryName(source)!, "..", "Fixtures", name);
}
