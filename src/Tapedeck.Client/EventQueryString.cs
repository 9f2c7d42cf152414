using System.Globalization;

namespace Tapedeck.Client;

/// <summary>
/// A query as the query string of <c>/api/events</c>: <c>from, to, speaker, domain, tier, tag, context, id, text, after, limit,
/// cursor</c>.
/// </summary>
public static class EventQueryString
{
    private const int UsualLimit = 100;
    private const string Conditions = "from, to, speaker, domain, tier, tag, context, id, text, after";

    /// <summary>The query string, with its question mark.</summary>
    public static string Of(NodeProtocol.QueryEvents query) => Text(
    [
        .. Of(query.Filter), ("limit", query.Limit.ToString(CultureInfo.InvariantCulture)), ("cursor", query.Cursor),
    ]);

    /// <summary>The query string of a filter, with its question mark.</summary>
    public static string OfFilter(EventFilter filter) => Text(Of(filter));

    /// <summary>The query of named values; a limit that is not given is 100.</summary>
    /// <param name="members">The query string's members.</param>
    /// <exception cref="FormatException">A member is unknown or cannot be understood; the message says which.</exception>
    public static NodeProtocol.QueryEvents Parse(IEnumerable<KeyValuePair<string, string>> members)
    {
        var (filter, limit, cursor) = (EventFilter.Everything, UsualLimit, (string?)null);
        foreach (var (name, value) in members)
        {
            switch (name)
            {
                case "limit": limit = (int)Math.Min(Number(name, value, least: 1), int.MaxValue); break;
                case "cursor": cursor = value; break;
                default: filter = With(filter, name, value) ?? throw Unknown(name, $"{Conditions}, limit and cursor"); break;
            }
        }

        return new NodeProtocol.QueryEvents(filter, limit, cursor);
    }

    /// <summary>The filter of named values.</summary>
    /// <param name="members">The query string's members.</param>
    /// <exception cref="FormatException">A member is unknown or cannot be understood; the message says which.</exception>
    public static EventFilter ParseFilter(IEnumerable<KeyValuePair<string, string>> members) => members.Aggregate(
        EventFilter.Everything, (filter, member) => With(filter, member.Key, member.Value) ?? throw Unknown(member.Key, Conditions));

    /// <returns>Null if there is no such condition.</returns>
    private static EventFilter? With(EventFilter filter, string name, string value) => name switch
    {
        "from" => filter with { From = Time(name, value) },
        "to" => filter with { To = Time(name, value) },
        "speaker" => filter with { Speaker = value },
        "domain" => filter with { Domain = value },
        "tier" => filter with { Tier = value },
        "tag" => filter with { Tag = value },
        "context" => filter with { ContextId = value },
        "id" => filter with { Id = value },
        "text" => filter with { Text = value },
        "after" => filter with { After = Number(name, value, least: 0) },
        _ => null,
    };

    private static FormatException Unknown(string name, string known) => new($"{name} is no condition: there are {known}");

    private static string Text(IEnumerable<(string Name, string? Value)> members) =>
        "?" + string.Join('&', members.Where(member => member.Value is not null)
            .Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!)}"));

    private static (string Name, string? Value)[] Of(EventFilter filter) =>
    [
        ("from", filter.From?.ToString("O", CultureInfo.InvariantCulture)),
        ("to", filter.To?.ToString("O", CultureInfo.InvariantCulture)),
        ("speaker", filter.Speaker), ("domain", filter.Domain), ("tier", filter.Tier), ("tag", filter.Tag),
        ("context", filter.ContextId), ("id", filter.Id), ("text", filter.Text),
        ("after", filter.After?.ToString(CultureInfo.InvariantCulture)),
    ];

    private static DateTimeOffset Time(string name, string value) =>
        DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
            ? time
            : throw new FormatException($"{name}={value}: expected a time such as 2026-11-22T09:00:00Z");

    private static long Number(string name, string value, long least) =>
        long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= least
            ? number
            : throw new FormatException($"{name}={value}: expected a whole number of at least {least}");
}
