using System.Text;
using System.Text.Json.Nodes;

namespace Tapedeck.Client;

/// <summary>
/// An agent's connection: it publishes to other agents, receives from them, and records what it sends and receives. A node
/// that is down, slow or wrong costs the agent nothing but spool: no call waits for it but those that say so. Safe to use
/// from several threads.
/// </summary>
public sealed class AgentConnection : IAsyncDisposable
{
    private const int LongestName = 187;

    private readonly AgentOptions _options;
    private readonly AgentReport _report;
    private readonly AgentEnvelopes _envelopes;
    private readonly AgentQueues _queues = new();
    private readonly AgentRecorder _recorder;
    private readonly AgentWorker _worker;
    private readonly Lazy<Task> _closing;
    private bool _isClosed;

    private AgentConnection(string agent, AgentOptions options)
    {
        Agent = agent;
        _options = options;
        _report = new AgentReport(options.Log, options.Time);
        _envelopes = new AgentEnvelopes(agent, options.Time);
        _closing = new Lazy<Task>(CloseAsync);
        var sockets = new AgentSockets(options, _report);
        AgentSpool? own = null;
        IReadOnlyList<AgentSpool> leftovers = [];
        if (options is { Mode: RecordingMode.Acknowledged, Record.Length: > 0 })
        {
            var spools = new AgentSpools(agent, options, _report);
            own = spools.OpenOwn();
            leftovers = spools.OpenLeftovers();
        }

        _recorder = new AgentRecorder(options, _queues, _report, own);
        _worker = new AgentWorker(agent, options, sockets, _queues, _report, own, leftovers);
        _worker.Start();
    }

    /// <summary>The agent's name.</summary>
    public string Agent { get; }

    /// <summary>What was done so far.</summary>
    public AgentStats Stats => new(
        Interlocked.Read(ref _report.Sent), Interlocked.Read(ref _report.Received), Interlocked.Read(ref _report.Recorded),
        Interlocked.Read(ref _report.Stored), Interlocked.Read(ref _report.Rejected), Interlocked.Read(ref _report.Dropped),
        _recorder.Pending + _worker.LeftoverMessages, _worker.IsConnected, _report.LastError);

    /// <summary>Opens a connection. It waits for nobody: node and broker may come later.</summary>
    /// <param name="agent">The agent's name: 1 to 187 bytes of UTF-8 without control characters; one that is not a letter,
    /// digit, <c>_</c>, <c>.</c> or <c>-</c> counts three, as it does in file names.</param>
    /// <param name="options">Default: the ports of a node on this machine, acknowledged.</param>
    /// <exception cref="ArgumentException">The name cannot be one.</exception>
    /// <exception cref="ZeroMQ.ZmqException">An endpoint or a key is not one.</exception>
    /// <exception cref="ZeroMQ.ZmqLibraryMissingException">libzmq is not installed.</exception>
    public static AgentConnection Open(string agent, AgentOptions? options = null)
    {
        if (SpoolFolder.EscapeName(agent).Length is 0 or > LongestName || agent.Any(char.IsControl))
            throw new ArgumentException(
                $"an agent's name is 1 to {LongestName} bytes, without control characters, and each byte that is no letter, "
                + "digit, '_', '.' or '-' counts three", nameof(agent));
        return new AgentConnection(agent, options ?? new AgentOptions());
    }

    /// <summary>Sends a message to another agent, and records that it was sent.</summary>
    /// <param name="to">The receiver's name, or a topic.</param>
    /// <param name="content">A text, which becomes <c>{"message": …}</c>; or what serializes to a JSON object.</param>
    /// <param name="type">The message's type. Default <c>message</c>.</param>
    /// <param name="priority">Default <c>NORMAL</c>.</param>
    /// <param name="contextId">The conversation. Default none.</param>
    /// <param name="metadata">What else is kept with the message. Default nothing.</param>
    /// <param name="messageId">An id that no other message has. Default a new one.</param>
    /// <returns>The message's id.</returns>
    /// <exception cref="ArgumentException">The content is neither text nor an object.</exception>
    /// <exception cref="InvalidOperationException">There is no endpoint to publish to.</exception>
    /// <exception cref="ObjectDisposedException">The connection was closed.</exception>
    public string Send(
        string to, object content, string type = "message", string priority = "NORMAL", string? contextId = null,
        JsonObject? metadata = null, string? messageId = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(to);
        ArgumentNullException.ThrowIfNull(content);
        ThrowIfClosed();
        ThrowIfMissing(_options.Publish, "send", nameof(AgentOptions.Publish));
        var id = messageId ?? _envelopes.NewId();
        var message = _envelopes.Message(id, to, content, type, priority, contextId, metadata);
        Interlocked.Increment(ref _report.Sent);
        _recorder.Keep(_envelopes.Observation("sent", message.Span));
        var outgoing = new OutgoingMessage(Encoding.UTF8.GetBytes(to), message);
        var dropped = _queues.Outbox.AddOverOldest(outgoing, message.Length);
        if (dropped == 0)
            _report.Publish();
        else
            _report.DropUnpublished(dropped, $"the broker at {_options.Publish} takes nothing, or too little; the oldest go");
        _worker.Wake();
        return id;
    }

    /// <summary>The next message to this agent, which is recorded as received; null if none came in time.</summary>
    /// <exception cref="InvalidOperationException">There is no endpoint to subscribe to.</exception>
    /// <exception cref="ObjectDisposedException">The connection was closed.</exception>
    public async Task<AgentMessage?> ReceiveAsync(TimeSpan timeout, CancellationToken cancellation = default)
    {
        ThrowIfClosed();
        ThrowIfMissing(_options.Subscribe, "receive", nameof(AgentOptions.Subscribe));
        var startedAt = _options.Time.GetTimestamp();
        while (true)
        {
            while (TryTake(out var message))
                if (message is not null)
                    return message;
            var left = timeout == Timeout.InfiniteTimeSpan ? timeout : timeout - _options.Time.GetElapsedTime(startedAt);
            if (left <= TimeSpan.Zero && timeout != Timeout.InfiniteTimeSpan)
                return null;
            try
            {
                if (!await _queues.Inbox.WaitAsync(cancellation).AsTask()
                    .WaitAsync(left, _options.Time, cancellation).ConfigureAwait(false))
                    return null;
            }
            catch (TimeoutException)
            {
                return null;
            }
        }
    }

    /// <summary>
    /// Records a message that went another way: form 3 of docs/wire-format.md. Only a missing timestamp is added.
    /// </summary>
    public void Record(JsonObject message)
    {
        ThrowIfClosed();
        _recorder.Keep(_envelopes.Flat(message));
        _worker.Wake();
    }

    /// <inheritdoc cref="Record(JsonObject)"/>
    /// <param name="utf8">One JSON object.</param>
    /// <exception cref="ArgumentException">It is none.</exception>
    public void Record(ReadOnlySpan<byte> utf8)
    {
        ThrowIfClosed();
        _recorder.Keep(_envelopes.Flat(utf8));
        _worker.Wake();
    }

    /// <summary>
    /// Waits until the node has answered for everything recorded so far, also by processes before this one that left it in
    /// spools: stored durably, or rejected. Without acknowledgement, until everything was handed to the socket.
    /// </summary>
    /// <returns>False if it did not in time, or if there is no spool.</returns>
    /// <exception cref="ObjectDisposedException">The connection was closed.</exception>
    public Task<bool> FlushAsync(TimeSpan timeout, CancellationToken cancellation = default)
    {
        ThrowIfClosed();
        if (_recorder.HasNoSpool)
            return Task.FromResult(false);
        var last = _recorder.Last;
        return _worker.WaitAsync(() => IsAnswered(last), timeout, cancellation);
    }

    /// <summary>
    /// Waits up to <see cref="AgentOptions.CloseTimeout"/> for what is not confirmed or published, and closes. What is not
    /// confirmed by then stays in the spool for the agent's next start.
    /// </summary>
    public ValueTask DisposeAsync()
    {
        Volatile.Write(ref _isClosed, true);
        return new ValueTask(_closing.Value);
    }

    /// <summary>Waits for something of the statistics, which is asked after each thing that the connection does.</summary>
    internal Task<bool> WhenAsync(Func<AgentStats, bool> holds, TimeSpan timeout) =>
        _worker.WaitAsync(() => holds(Stats), timeout, default);

    private async Task CloseAsync()
    {
        var last = _recorder.Last;
        var startedAt = _options.Time.GetTimestamp();
        await _worker.WaitAsync(() => IsAnswered(last) && _queues.Outbox.IsEmpty, _options.CloseTimeout, default)
            .ConfigureAwait(false);
        _queues.Inbox.Complete();
        var left = _options.CloseTimeout - _options.Time.GetElapsedTime(startedAt);
        _worker.Linger = left > TimeSpan.Zero ? left : TimeSpan.Zero;
        await _worker.DisposeAsync().ConfigureAwait(false);
    }

    private bool IsAnswered(long last) => _recorder.IsAnswered(last) && !_worker.HasLeftovers;

    private bool TryTake(out AgentMessage? message)
    {
        message = null;
        var hadRoom = _queues.Inbox.HasRoom;
        if (!_queues.Inbox.TryTake(out var incoming))
            return false;
        message = AgentMessage.Parse(incoming.Topic, incoming.Payload);
        if (message is not null)
        {
            Interlocked.Increment(ref _report.Received);
            _recorder.Keep(_envelopes.Observation("received", incoming.Payload.Span));
        }

        if (message is not null || !hadRoom)
            _worker.Wake();
        return true;
    }

    private void ThrowIfMissing(string endpoint, string what, string option)
    {
        if (endpoint.Length == 0)
            throw new InvalidOperationException(
                $"{Agent} cannot {what}: set {nameof(AgentOptions)}.{option}, or $TAPEDECK_{option.ToUpperInvariant()}, to the "
                + "broker's endpoint");
    }

    private void ThrowIfClosed() => ObjectDisposedException.ThrowIf(Volatile.Read(ref _isClosed), this);
}
