using System.CommandLine;
using System.Globalization;
using Tapedeck.Host.Bench;
using Tapedeck.Host.Bench.Load;

namespace Tapedeck.Host.Commands;

/// <summary>The options of <c>tapedeck bench</c>.</summary>
internal sealed class BenchOptions
{
    private static readonly string Names = string.Join(',', BenchSettings.AllParts);

    private readonly Option<int> _events = Positive(
        "--events", "Messages of each ingest run, and of memory; start and checkpoint have twice as many.", 500_000);

    private readonly Option<int> _runs = Positive("--runs", "Runs of ingest and start; the median counts.", 5);

    private readonly Option<string[]> _rates = List(
        "--rate", "Rates of latency, events/s.", "N,N…", ["1000", "5000", "50000"]);

    private readonly Option<bool> _peers = new("--peers")
    {
        Description = "Measures a Python script and rsyslog beside it, as far as they are installed.",
    };

    private readonly Option<string[]> _only = List("--only", "Parts to run; all if not given.", Names, BenchSettings.AllParts);

    private readonly Option<FileInfo?> _wire = new("--wire")
    {
        Description = $"Messages to send instead: a file with one JSON object a line, {LoadMessages.IdPlace} for its id.",
        HelpName = "FILE",
    };

    private readonly Option<string> _folder = new("--folder")
    {
        Description = "Where to record: the disk that is measured.",
        HelpName = "DIR",
        DefaultValueFactory = _ => Path.GetTempPath(),
    };

    public void AddTo(Command command)
    {
        foreach (var option in new Option[] { _events, _runs, _rates, _peers, _only, _wire, _folder })
            command.Options.Add(option);
    }

    /// <exception cref="UsageException">A rate, a part or the file of messages is none.</exception>
    public BenchSettings Load(ParseResult parsed) => new(
        parsed.GetValue(_events), parsed.GetValue(_runs), Rates(parsed.GetValue(_rates)!), parsed.GetValue(_peers),
        Parts(parsed.GetValue(_only)!), Existing(parsed.GetValue(_wire)), parsed.GetValue(_folder)!)
    {
        Progress = Console.Error.WriteLine,
    };

    private static Option<int> Positive(string name, string description, int standard)
    {
        var option = new Option<int>(name) { Description = description, HelpName = "N", DefaultValueFactory = _ => standard };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name}: expected a whole number of at least 1");
        });
        return option;
    }

    private static Option<string[]> List(string name, string description, string form, IReadOnlyList<string> standard) => new(name)
    {
        Description = description,
        HelpName = form,
        CustomParser = result => [.. result.Tokens.SelectMany(token => token.Value.Split(','))],
        DefaultValueFactory = _ => [.. standard],
    };

    private static List<int> Rates(string[] texts) => [.. texts.Select(text =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var rate) && rate > 0
            ? rate
            : throw new UsageException($"--rate {text}: expected events a second, such as 1000,5000"))];

    private static string[] Parts(string[] names) => Array.Find(names, name => !BenchSettings.AllParts.Contains(name)) is { } unknown
        ? throw new UsageException($"--only {unknown}: expected some of {Names}")
        : names;

    private static string? Existing(FileInfo? wire) => wire is { Exists: false }
        ? throw new UsageException($"no file of messages at {wire.FullName}")
        : wire?.FullName;
}
