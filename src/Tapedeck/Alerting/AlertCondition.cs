namespace Tapedeck.Alerting;

/// <summary>How one thing stands that is watched.</summary>
internal enum Standing
{
    Good,

    /// <summary>Between the two thresholds: neither begins an episode nor ends one.</summary>
    Between,
    Bad,
}

/// <summary>One thing that is watched, as it was measured.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Subject">Of what; empty where there is only one.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="Message">What was found, where and what to do; of a good one what is right again.</param>
internal sealed record AlertCondition(string Rule, string Subject, Standing Standing, string Message)
{
    public AlertKey Key => new(Rule, Subject);
}
