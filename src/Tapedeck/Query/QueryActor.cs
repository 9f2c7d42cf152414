using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using static Tapedeck.Client.NodeProtocol;

namespace Tapedeck.Query;

/// <summary>
/// Answers <see cref="QueryEvents"/> from the sessions' files, up to what is durable. Each page looks through a bounded part
/// of the file, so that no question keeps the others waiting.
/// </summary>
internal sealed class QueryActor : ReceiveActor, IWithUnboundedStash
{
    /// <summary>Bytes of lines after which a page is full.</summary>
    private const int PageBytes = 64 * 1024;

    /// <summary>Bytes of the file after which a page goes out, full or not.</summary>
    private const long LookedThrough = 16 * 1024 * 1024;

    /// <summary>Bytes of the longest line that is sent, so that an answer fits into one frame of any transport.</summary>
    private const int LongestLine = 8 * 1024 * 1024;

    private readonly JournalFolder _folder;
    private readonly TimeSpan _naiveOffset;
    private readonly IActorRef _journal;
    private JournalPosition _durable;

    public QueryActor(JournalFolder folder, TimeSpan naiveOffset, IActorRef journal)
    {
        (_folder, _naiveOffset, _journal) = (folder, naiveOffset, journal);
        Become(AwaitingJournal);
    }

    public IStash Stash { get; set; } = null!;

    /// <summary>Until the journal has said how far it is durable, nothing can be answered.</summary>
    private void AwaitingJournal()
    {
        Receive<JournalProtocol.JournalSnapshot>(journal =>
        {
            DurableUpTo(journal.End);
            Become(Answering);
            Stash.UnstashAll();
        });
        Receive<JournalProtocol.BlockCommitted>(block => DurableUpTo(block.End));
        Receive<QueryEvents>(_ => Stash.Stash());
    }

    private void Answering()
    {
        Receive<JournalProtocol.BlockCommitted>(block => DurableUpTo(block.End));
        Receive<QueryEvents>(query => Sender.Tell(Answer(query)));
    }

    private void DurableUpTo(JournalPosition end) => _durable = end > _durable ? end : _durable;

    private object Answer(QueryEvents query)
    {
        var from = default(JournalPosition);
        if (query.Cursor is not null && !JournalPosition.TryParse(query.Cursor, out from))
            return new Refused($"\"{query.Cursor}\" is no cursor: use the one that came with the page before");

        try
        {
            return ReadPage(query, from);
        }
        catch (IOException failure)
        {
            return new Refused($"the journal cannot be read: {failure.Message}");
        }
    }

    private object ReadPage(QueryEvents query, JournalPosition from)
    {
        var matcher = new EventMatcher(query.Filter, _naiveOffset);
        var lines = new List<ReadOnlyMemory<byte>>();
        var (bytes, looked) = (0, 0L);
        using var reader = new JournalReader(_folder, () => _durable, from);
        while (reader.Position < _durable)
        {
            if (lines.Count == query.Limit || bytes >= PageBytes || looked >= LookedThrough)
                return new EventPage(lines, reader.Position.ToString());
            if (!reader.TryReadLine(out var line))
                break;
            looked += line.Length;
            if (reader.Parse(line) is not { } recorded || !matcher.Matches(recorded))
                continue;
            if (line.Length > LongestLine)
                return new Refused($"event {recorded.Id} is {line.Length} bytes, more than an answer carries: "
                    + "ask on the node's own machine, with tapedeck query --logs");
            lines.Add(line.ToArray());
            bytes += line.Length;
        }

        return new EventPage(lines, Next: null);
    }

    protected override void PreStart()
    {
        // In this order no block is missed: it is in the snapshot, or it is published after the subscription.
        Context.System.EventStream.Subscribe(Self, typeof(JournalProtocol.BlockCommitted));
        _journal.Tell(JournalProtocol.GetJournalStatus.Instance, Self);
    }
}
