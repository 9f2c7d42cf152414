namespace Tapedeck.Tests.Support;

/// <summary>Tests that keep every processor busy: beside them others would wait in vain for theirs.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
