namespace Tapedeck.Hocon.Values;

/// <summary>A reference <c>${path}</c> or <c>${?path}</c>, or the one that <c>+=</c> stands for.</summary>
internal sealed class SubstitutionNode(
    HoconOrigin origin, IReadOnlyList<HoconPath> candidates, bool isOptional, string? environmentName)
    : HoconNode(origin)
{
    /// <summary>The absolute paths to try, first one first: below the place of each enclosing include, then as
    /// written.</summary>
    public IReadOnlyList<HoconPath> Candidates { get; } = candidates;

    /// <summary>Whether a missing value is no error.</summary>
    public bool IsOptional { get; } = isOptional;

    /// <summary>The environment variable that stands in for a missing value; null if none may.</summary>
    public string? EnvironmentName { get; } = environmentName;

    /// <inheritdoc/>
    public override string Description => $"${{{(IsOptional ? "?" : "")}{Candidates[^1]}}}";
}
