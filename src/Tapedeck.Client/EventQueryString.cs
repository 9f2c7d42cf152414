using System.Globalization;

namespace Tapedeck.Client;

/// <summary>
/// A query as the query string of <c>/api/events</c>: <c>from, to, speaker, domain, tier, tag, context, id, text, after, limit,
/// cursor</c>.
/// </summary>
public static class EventQueryString
{
    private const int UsualLimit = 100;

    /// <summary>The query string, with its question mark.</summary>
    public static string Of(NodeProtocol.QueryEvents query)
    {
        var filter = query.Filter;
        (string Name, string? Value)[] members =
        [
            ("from", filter.From?.ToString("O", CultureInfo.InvariantCulture)),
            ("to", filter.To?.ToString("O", CultureInfo.InvariantCulture)),
            ("speaker", filter.Speaker), ("domain", filter.Domain), ("tier", filter.Tier), ("tag", filter.Tag),
            ("context", filter.ContextId), ("id", filter.Id), ("text", filter.Text),
            ("after", filter.After?.ToString(CultureInfo.InvariantCulture)),
            ("limit", query.Limit.ToString(CultureInfo.InvariantCulture)), ("cursor", query.Cursor),
        ];
        return "?" + string.Join('&', members.Where(member => member.Value is not null)
            .Select(member => $"{member.Name}={Uri.EscapeDataString(member.Value!)}"));
    }

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
                case "from": filter = filter with { From = Time(name, value) }; break;
                case "to": filter = filter with { To = Time(name, value) }; break;
                case "speaker": filter = filter with { Speaker = value }; break;
                case "domain": filter = filter with { Domain = value }; break;
                case "tier": filter = filter with { Tier = value }; break;
                case "tag": filter = filter with { Tag = value }; break;
                case "context": filter = filter with { ContextId = value }; break;
                case "id": filter = filter with { Id = value }; break;
                case "text": filter = filter with { Text = value }; break;
                case "after": filter = filter with { After = Number(name, value, least: 0) }; break;
                case "limit": limit = (int)Math.Min(Number(name, value, least: 1), int.MaxValue); break;
                case "cursor": cursor = value; break;
                default:
                    throw new FormatException($"{name} is no condition: there are from, to, speaker, domain, tier, tag, "
                        + "context, id, text, after, limit and cursor");
            }
        }

        return new NodeProtocol.QueryEvents(filter, limit, cursor);
    }

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
