using System.Text;
using Tapedeck.Analytics;

namespace Tapedeck.Tests.Analytics;

/// <summary>Lines that are tallied one by one.</summary>
internal static class Tallied
{
    public static ConversationTally Of(params IEnumerable<string> lines)
    {
        var tally = new ConversationTally();
        Add(tally, lines);
        return tally;
    }

    public static void Add(ConversationTally tally, IEnumerable<string> lines)
    {
        var read = new TalliedLine(TimeSpan.Zero);
        foreach (var line in lines)
        {
            var utf8 = Encoding.UTF8.GetBytes(line);
            if (read.TryRead(utf8))
                tally.Add(read, utf8);
        }
    }

    public static string Json(ConversationTally tally, long unreadable = 0, DeliveryCounts? deliveries = null) =>
        Encoding.UTF8.GetString(ReportJson.Of(Reports.Of(tally, DateTimeOffset.UnixEpoch, unreadable, deliveries)));
}
