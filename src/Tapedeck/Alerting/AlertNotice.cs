using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tapedeck.Alerting;

/// <summary>That something began to be wrong, or is over: a line of <c>alerts.jsonl</c>, and the body of a webhook.</summary>
/// <param name="Id">Of this notice; the same however often it is sent.</param>
/// <param name="State"><c>raised</c> or <c>resolved</c>.</param>
/// <param name="Rule">Which rule: <c>score</c>, <c>silence</c>, <c>disk</c> …</param>
/// <param name="Subject">Of what: a speaker's name; empty where there is only one.</param>
/// <param name="At">When it was noticed, UTC.</param>
/// <param name="Since">When the episode was raised, UTC.</param>
/// <param name="Message">What was found, where, and what to do.</param>
internal sealed record AlertNotice(
    Guid Id, string State, string Rule, string Subject, DateTimeOffset At, DateTimeOffset Since, string Message)
{
    public const string Raised = "raised";
    public const string Resolved = "resolved";

    [JsonIgnore]
    public AlertKey Key => new(Rule, Subject);

    public byte[] Json() => JsonSerializer.SerializeToUtf8Bytes(this, AlertJson.Default.AlertNotice);
}

/// <summary>What an episode is about.</summary>
internal readonly record struct AlertKey(string Rule, string Subject)
{
    public override string ToString() => Subject.Length == 0 ? Rule : $"{Rule} of {Subject}";
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(AlertNotice))]
internal sealed partial class AlertJson : JsonSerializerContext;
