using Tapedeck.Host.Display;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;

namespace Tapedeck.Host.Demo;

/// <summary>Shows each event once it is durable, by following the published blocks.</summary>
internal sealed class LiveViewActor : ReceiveActor
{
    /// <summary>Asks for <see cref="Shown"/> once this many events have been shown.</summary>
    public sealed record AwaitShown(long Count);

    public sealed record Shown
    {
        public static readonly Shown Instance = new();
    }

    private readonly JournalReader _reader;
    private readonly EventPrinter _printer;
    private JournalPosition _durable;
    private long _shown;
    private (long Count, IActorRef Asker)? _awaited;

    public LiveViewActor(JournalFolder folder, EventPrinter printer)
    {
        (_reader, _printer) = (new JournalReader(folder, () => _durable), printer);
        Receive<JournalProtocol.BlockCommitted>(Show);
        Receive<AwaitShown>(awaited =>
        {
            _awaited = (awaited.Count, Sender);
            AnswerAwaited();
        });
    }

    private void Show(JournalProtocol.BlockCommitted block)
    {
        _durable = block.End;
        while (_reader.TryReadEvent(EventMatcher.Everything, out var recorded, out var line))
        {
            _printer.Print(recorded, line);
            _shown++;
        }

        _printer.Flush();
        AnswerAwaited();
    }

    private void AnswerAwaited()
    {
        if (_awaited is { } awaited && _shown >= awaited.Count)
            awaited.Asker.Tell(Shown.Instance);
    }

    protected override void PreStart() =>
        Context.System.EventStream.Subscribe(Self, typeof(JournalProtocol.BlockCommitted));

    protected override void PostStop() => _reader.Dispose();
}
