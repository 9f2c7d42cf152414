using Tapedeck.Hocon;

namespace Tapedeck.Tests.Hocon;

/// <summary>Whole files: each <c>.conf</c> in <c>Golden</c> means the <c>.json</c> beside it.</summary>
public sealed class GoldenFileSpec
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");
    private static readonly Dictionary<string, string> NoVariables = [];

    public static TheoryData<string> Names =>
        [.. Directory.GetFiles(Folder, "*.conf").Select(path => Path.GetFileNameWithoutExtension(path)!)];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_golden_file_means_the_json_beside_it(string name)
    {
        var config = HoconConfig.ParseFile(Path.Combine(Folder, name + ".conf")).Resolve(NoVariables);
        JsonRendering.Same(File.ReadAllText(Path.Combine(Folder, name + ".json")), config.ToJson());
    }
}
