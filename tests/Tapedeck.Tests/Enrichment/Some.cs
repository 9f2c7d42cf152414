using Tapedeck.Enrichment;

namespace Tapedeck.Tests.Enrichment;

/// <summary>Values for tests that need one and do not care which.</summary>
internal static class Some
{
    private const string StopWords =
        """
        about above after again against along also although always among another anything around away back
        because been before being below between both cannot come could does doing done down during each
        either else even ever every everything from further give given gives going have having hence here
        hers herself himself however instead into itself just keep kept later least less like made make
        makes many maybe might more most much must myself need needs neither never next none nothing often
        once only onto other others otherwise ours ourselves over perhaps quite rather really same seem
        seems shall should since some something soon still such take than that their theirs them themselves
        then there therefore these they thing things this those though through thus together toward towards
        under unless until upon used uses using very want wants well were what whatever when whenever where
        whereas wherever whether which while whom whose will with within without would your yours yourself
        yourselves
        """;

    /// <summary>The rules of the shipped taxonomy.</summary>
    public static Taxonomy Taxonomy() => new(
        "1",
        [
            new("photo_capture", ["photo", "image", "camera", "capture", "upload", "scan"]),
            new("reconstruction", ["nerf", "gaussian", "mesh", "3d model", "reconstruction"]),
            new("quality_assessment", ["quality", "f1 score", "artifacts", "accuracy"]),
            new("unity_integration", ["unity", "gameobject", "import", "export", "lod"]),
            new("token_optimization", ["token", "cost", "optimization", "efficiency"]),
            new("system_architecture", ["architecture", "design", "framework", "pattern"]),
            new("agent_collaboration", ["agent", "collaboration", "coordination", "handshake"]),
            new("data_management", ["database", "storage", "persistence", "cache"]),
            new("ui_ux", ["ui", "ux", "interface", "user", "display"]),
            new("testing_validation", ["test", "validation", "qa", "benchmark"]),
        ],
        "system_architecture",
        [
            new("A", ["architecture", "design decision", "framework", "strategy"]),
            new("C", ["should we", "what do you think", "consensus"]),
        ],
        "E",
        [
            new("@Status-Ready", ["ready", "complete", "done", "finished", "approved"], []),
            new("@Status-Blocked", ["blocked", "waiting", "issue", "problem", "error"], []),
            new("@Decision-Made", ["decided", "approved", "finalized", "confirmed"], []),
            new("@Question-Open", [], ["?", "how should", "which", "what if"]),
            new("@Action-Required", ["todo", "fixme", "implement", "build", "create"], []),
        ],
        new KeywordRules(4, 10, StopWords.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>Facts of a frame read from the recording socket at a fixed time.</summary>
    public static FrameFacts Facts() => new("push"u8, RecordedAt);

    /// <summary>The time of <see cref="Facts"/>: 2026-11-22T09:00:00.123456Z.</summary>
    public static readonly DateTimeOffset RecordedAt = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.Zero).AddTicks(1234567);
}
