using Tapedeck.Journal.Sessions;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Journal;

/// <summary>What a journal is recorded with.</summary>
/// <param name="Folder">Where.</param>
/// <param name="DedupeWindow">Events within which another observation of the same message is recognised.</param>
/// <param name="Durability">When it flushes.</param>
/// <param name="Roll">When a session is closed and the next one begun.</param>
/// <param name="Storage">What holds the files.</param>
internal sealed record JournalSettings(
    JournalFolder Folder, int DedupeWindow, DurabilityPolicy Durability, RollPolicy Roll, IStorage Storage);
