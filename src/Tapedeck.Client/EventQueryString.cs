using System.Globalization;

namespace Tapedeck.Client;

/// <summary>
/// A query as the query string of <c>/api/events</c>: <c>from, to, speaker, domain, tier, tag, context, id, text, after, limit,
/// cursor</c>; a filter alone is all of it but the last two.
/// </summary>
public static class EventQueryString
{
    private const int UsualLimit = 100;

    /// <summary>The query string, with its question mark.</summary>
    public static string Of(NodeProtocol.QueryEvents query) => Of(
        [.. Conditions(query.Filter), ("limit", query.Limit.ToString(CultureInfo.InvariantCulture)), ("cursor", query.Cursor)]);

    /// <summary>The query string of a filter, with its question mark; empty for everything.</summary>
    public static string Of(EventFilter filter) => filter == EventFilter.Everything ? "" : Of(Conditions(filter));

    /// <summary>The query of named values; a limit that is not given is 100.</summary>
    /// <param name="members">The query string's members.</param>
    /// <exception cref="FormatException">A member is unknown or cannot be understood; the message says which.</exception>
    public static NodeProtocol.QueryEvents Parse(IEnumerable<KeyValuePair<string, string>> members)
    {
        var (filter, limit, cursor) = (EventFilter.Everything, UsualLimit, (string?)null);
        foreach (var (name, value) in members)
        {
            if (name == "limit")
                limit = (int)Math.Min(Number(name, value, least: 1), int.MaxValue);
            else if (name == "cursor")
                cursor = value;
            else
                filter = With(filter, name, value) ?? throw Unknown(name, ", limit and cursor");
        }

        return new NodeProtocol.QueryEvents(filter, limit, cursor);
    }

    /// <summary>The filter of named values.</summary>
    /// <param name="members">The query string's members.</param>
    /// <exception cref="FormatException">A member is unknown or cannot be understood; the message says which.</exception>
    public static EventFilter ParseFilter(IEnumerable<KeyValuePair<string, string>> members) => members.Aggregate(
        EventFilter.Everything, (filter, member) => With(filter, member.Key, member.Value) ?? throw Unknown(member.Key, ""));

    private static string Of(IEnumerable<(string Name, string? Value)> members) =>
        "?" + string.Join('&', members.Where(member => member.Value is not null)
            .Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!)}"));

    private static (string Name, string? Value)[] Conditions(EventFilter filter) =>
    [
        ("from", filter.From?.ToString("O", CultureInfo.InvariantCulture)),
        ("to", filter.To?.ToString("O", CultureInfo.InvariantCulture)),
        ("speaker", filter.Speaker), ("domain", filter.Domain), ("tier", filter.Tier), ("tag", filter.Tag),
        ("context", filter.ContextId), ("id", filter.Id), ("text", filter.Text),
        ("after", filter.After?.ToString(CultureInfo.InvariantCulture)),
    ];

    /// <returns>The filter with one more condition; null if there is no such condition.</returns>
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

    private static FormatException Unknown(string name, string more) => new(
        $"{name} is no condition: there are from, to, speaker, domain, tier, tag, context, id, text, after{more}");

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
