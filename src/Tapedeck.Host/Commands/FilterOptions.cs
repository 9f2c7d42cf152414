using System.CommandLine;
using Tapedeck.Client;
using Tapedeck.Query;

namespace Tapedeck.Host.Commands;

/// <summary>The conditions that <c>query</c> and <c>tail</c> have in common; some are those of <c>deliveries</c> too.</summary>
internal sealed class FilterOptions
{
    private readonly Option<string?> _from = Text("--from", "Events at or after this time, 2026-11-22T09:00 or with Z or an offset.", "TIME");
    private readonly Option<string?> _to = Text("--to", "Events before this time.", "TIME");
    private readonly Option<string?> _speaker = Text("--speaker", "Who said it.", "NAME");
    private readonly Option<string?> _domain = Text("--domain", "The domain (chain_type).", "NAME");
    private readonly Option<string?> _tier = Text("--tier", "The ACE tier: A, C or E.", "TIER");
    private readonly Option<string?> _tag = Text("--tag", "An SHL tag, such as @Question-Open.", "TAG");
    private readonly Option<string?> _context = Text("--context", "The context id.", "ID");
    private readonly Option<string?> _id = Text("--id", "The message id.", "ID");
    private readonly Option<string?> _text = Text("--text", "Occurs in the message's text, whatever the case.", "TEXT");
    private readonly Option<long?> _after = new("--after") { Description = "Events behind this sequence.", HelpName = "N" };

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_from, _to, _speaker, _domain, _tier, _tag, _context, _id, _text, _after])
            command.Options.Add(option);
    }

    /// <summary>Adds only who and when: <c>--from</c>, <c>--to</c>, <c>--speaker</c>.</summary>
    public void AddWhoAndWhenTo(Command command)
    {
        foreach (Option option in (Option[])[_from, _to, _speaker])
            command.Options.Add(option);
    }

    /// <param name="parsed">The command line.</param>
    /// <param name="naiveOffset">How a time without offset is understood.</param>
    /// <exception cref="UsageException">A time cannot be understood.</exception>
    public EventFilter Filter(ParseResult parsed, TimeSpan naiveOffset) => new()
    {
        From = Time(parsed, _from, naiveOffset),
        To = Time(parsed, _to, naiveOffset),
        Speaker = parsed.GetValue(_speaker),
        Domain = parsed.GetValue(_domain),
        Tier = parsed.GetValue(_tier),
        Tag = parsed.GetValue(_tag),
        ContextId = parsed.GetValue(_context),
        Id = parsed.GetValue(_id),
        Text = parsed.GetValue(_text),
        After = parsed.GetValue(_after),
    };

    private static DateTimeOffset? Time(ParseResult parsed, Option<string?> option, TimeSpan naiveOffset)
    {
        if (parsed.GetValue(option) is not { } text)
            return null;
        return EventTime.TryParse(text, naiveOffset, out var time)
            ? time
            : throw new UsageException(
                $"{option.Name} {text}: expected a time such as 2026-11-22, 2026-11-22T09:00:00 or 2026-11-22T09:00:00Z");
    }

    private static Option<string?> Text(string name, string description, string value) =>
        new(name) { Description = description, HelpName = value };
}
