using Tapedeck.Analytics;
using static System.FormattableString;

namespace Tapedeck.Alerting;

/// <summary>
/// Says of what was measured how it stands. An episode ends a little behind the threshold it began at: a score two points above,
/// a disk with a tenth more, a count at half.
/// </summary>
internal sealed class AlertRules(AlertSettings settings, DateTimeOffset startedAt)
{
    public const string Capture = "capture";
    public const string Disk = "disk";
    public const string Quarantine = "quarantine";
    public const string Gaps = "gaps";
    public const string Score = "score";
    public const string Insight = "insight";
    public const string Undelivered = "undelivered";
    public const string Silence = "silence";

    private const double ScoreMargin = 2;
    private const double DiskMargin = 1.1;

    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    private readonly Growth _quarantined = new(settings.GrowthWindow);
    private readonly Growth _missing = new(settings.GrowthWindow);

    /// <summary>What can be told of these facts; a rule whose facts are missing says nothing.</summary>
    public IReadOnlyList<AlertCondition> Of(AlertFacts facts)
    {
        var conditions = new List<AlertCondition>
        {
            new(Capture, "", facts.CaptureError is null ? Standing.Good : Standing.Bad,
                facts.CaptureError is null ? "it records again" : $"nothing is recorded: {facts.CaptureError}"),
        };
        if (facts.FreeBytes is { } free && settings.DiskBelow > 0)
            conditions.Add(OfDisk(free));
        if (facts.Quarantined is { } quarantined && settings.QuarantineGrowth > 0)
            conditions.Add(OfGrowth(Quarantine, _quarantined.Of(facts.At, quarantined), settings.QuarantineGrowth,
                "frames came into quarantine", "tapedeck quarantine shows them with the reasons"));
        if (facts.Missing is { } missing && settings.GapGrowth > 0)
            conditions.Add(OfGrowth(Gaps, _missing.Of(facts.At, missing), settings.GapGrowth,
                "numbers of producers were found missing", "tapedeck status names the producers"));
        if (facts.Analytics is { Events: > 0 } analytics)
            AddOf(conditions, analytics, facts.At);
        return conditions;
    }

    private void AddOf(List<AlertCondition> conditions, AnalyticsProtocol.AnalyticsFacts facts, DateTimeOffset now)
    {
        if (settings.ScoreBelow > 0)
            conditions.Add(OfScore(Score, "collaboration score", facts.Score, settings.ScoreBelow));
        if (settings.InsightBelow > 0)
            conditions.Add(OfScore(Insight, "insight score", facts.InsightScore, settings.InsightBelow));
        if (settings.Undelivered > 0)
            conditions.Add(new AlertCondition(Undelivered, "",
                facts.Undelivered > settings.Undelivered ? Standing.Bad : facts.Undelivered <= settings.Undelivered / 2 ? Standing.Good : Standing.Between,
                Invariant($"{facts.Undelivered} messages were sent over a minute ago and nobody reported them as received, {settings.Undelivered} may be: tapedeck deliveries --undelivered names them")));
        if (settings.Silence > TimeSpan.Zero)
            conditions.AddRange(Watched(facts, now).Select(heard => OfSilence(heard, now)));
    }

    private IEnumerable<AnalyticsProtocol.SpeakerHeard> Watched(AnalyticsProtocol.AnalyticsFacts facts, DateTimeOffset now) =>
        settings.SilenceOf.Count == 0
            ? facts.Heard.Where(heard => now - heard.At < Day + settings.Silence)
            : settings.SilenceOf.Select(name =>
                facts.Heard.FirstOrDefault(heard => string.Equals(heard.Speaker, name, StringComparison.OrdinalIgnoreCase))
                ?? new AnalyticsProtocol.SpeakerHeard(name, startedAt));

    private AlertCondition OfSilence(AnalyticsProtocol.SpeakerHeard heard, DateTimeOffset now) => now - heard.At > settings.Silence
        ? new(Silence, heard.Speaker, Standing.Bad, Invariant($"{heard.Speaker} was last heard at {heard.At:yyyy-MM-dd'T'HH:mm:ss'Z'}, over {settings.Silence} ago: see whether it runs and is connected"))
        : new(Silence, heard.Speaker, Standing.Good, $"{heard.Speaker} is heard again");

    private static AlertCondition OfScore(string rule, string name, double score, double below) => new(
        rule, "", score < below ? Standing.Bad : score >= Math.Min(100, below + ScoreMargin) ? Standing.Good : Standing.Between,
        Invariant($"the {name} is {score:0.00}, {below:0.##} is the least it should be: tapedeck report shows its parts"));

    private AlertCondition OfDisk(long free) => new(
        Disk, "", free < settings.DiskBelow ? Standing.Bad : free >= DiskMargin * settings.DiskBelow ? Standing.Good : Standing.Between,
        Invariant($"{free >> 20} MiB are free on the disk that is recorded to, {settings.DiskBelow >> 20} MiB is the least that should be: make room, or record to another"));

    private AlertCondition OfGrowth(string rule, long grown, long most, string what, string todo) => new(
        rule, "", grown > most ? Standing.Bad : grown <= most / 2 ? Standing.Good : Standing.Between,
        Invariant($"{grown} {what} within {settings.GrowthWindow}, {most} may: {todo}"));
}
