namespace Tapedeck.Host.Demo;

/// <summary>One message of the demo: who says what to whom.</summary>
internal sealed record DemoTurn(string From, string To, string Type, string Message);

/// <summary>What the two agents of the demo say: a handshake from either side, then a short debate.</summary>
internal static class DemoScript
{
    public const string Claude = "claude_code";
    public const string Gemini = "gemini_cli";

    public static readonly IReadOnlyList<DemoTurn> Turns =
    [
        new(Claude, Gemini, "handshake", "Handshake initiated: claude_code is here, who else is?"),
        new(Gemini, Claude, "handshake", "Handshake received and confirmed, collaboration can start."),
        new(Gemini, Claude, "handshake", "Handshake initiated from my side: do you hear me?"),
        new(Claude, Gemini, "handshake", "Handshake received and confirmed, coordination is ready in both directions."),
        new(Claude, Gemini, "request", "Which storage should we choose for the conversation log, a database or plain lines?"),
        new(Gemini, Claude, "response", "A database gives us queries. What do you think of persistence after a power loss?"),
        new(Claude, Gemini, "response", "Append-only lines with one flush a block: a cache can lose them, a flushed file cannot."),
        new(Gemini, Claude, "response", "Then the architecture is a single writer, and the framework only reads behind it."),
        new(Claude, Gemini, "request", "One problem is left: the benchmark must test a killed process, not a clean exit."),
        new(Gemini, Claude, "response", "Approved. I will implement that validation and build the test today."),
        new(Claude, Gemini, "response", "Decided and done: plain lines, durable before anybody sees them."),
    ];
}
