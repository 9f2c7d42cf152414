using Tapedeck.ZeroMQ;

namespace Tapedeck.Client;

/// <summary>
/// The one thread that owns a connection's sockets. The agent's own threads give it work through queues and the spool, and
/// never wait for it but where they ask to.
/// </summary>
internal sealed class AgentWorker : IAsyncDisposable
{
    private readonly AgentOptions _options;
    private readonly AgentReport _report;
    private readonly AgentSockets _sockets;
    private readonly ZmqWakeup _wakeup;
    private readonly BrokerLink _broker;
    private readonly PushLink? _push;
    private readonly ProducerLink? _own;
    private readonly List<ZmqSocket> _awaited = [];
    private readonly Conditions _conditions = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly long _startedAt;
    private volatile IReadOnlyList<ProducerLink> _leftovers;
    private volatile bool _isStopping;
    private ZmqSocket[] _polled = [];
    private ZmqPoller _poller;

    public AgentWorker(
        string agent, AgentOptions options, AgentSockets sockets, AgentQueues queues, AgentReport report, AgentSpool? own,
        IEnumerable<AgentSpool> leftovers)
    {
        _options = options;
        _report = report;
        _startedAt = options.Time.GetTimestamp();
        _sockets = sockets;
        _wakeup = sockets.Wakeup();
        _poller = new ZmqPoller(_wakeup);
        _broker = new BrokerLink(agent, options, _sockets, queues);
        if (options.Mode == RecordingMode.FireAndForget && options.Push.Length > 0)
            _push = new PushLink(options.Push, _sockets, queues.Push);
        _own = own is null ? null : LinkTo(own);
        _leftovers = [.. leftovers.Select(LinkTo)];
    }

    /// <summary>How long what the sockets have is still sent after the end. Default not at all.</summary>
    public TimeSpan Linger { get; set; }

    /// <summary>Whether the recorder takes messages.</summary>
    public bool IsConnected => _own?.IsWelcomed ?? _push?.IsConnected ?? false;

    /// <summary>Messages in spools that processes before this one left.</summary>
    public long LeftoverMessages => _leftovers.Sum(link => link.Spool.Pending);

    /// <summary>Whether any of these spools is still there.</summary>
    public bool HasLeftovers => _leftovers.Count > 0;

    private TimeSpan Now => _options.Time.GetElapsedTime(_startedAt);

    /// <summary>Connects and starts the thread, which then owns everything.</summary>
    /// <exception cref="ZmqException">An endpoint or a key is not one; everything is closed.</exception>
    public void Start()
    {
        try
        {
            _broker.Connect(Now);
            _push?.Connect(Now);
            _own?.Connect(Now);
        }
        catch
        {
            Close();
            throw;
        }

        new Thread(Run) { IsBackground = true, Name = "tapedeck agent" }.Start();
    }

    /// <summary>There is new work.</summary>
    public void Wake() => _wakeup.Wake();

    /// <summary>Waits until a condition holds, which is asked after each turn; false if it did not in time.</summary>
    public async Task<bool> WaitAsync(Func<bool> holds, TimeSpan timeout, CancellationToken cancellation)
    {
        var met = _conditions.WhenAsync(holds);
        Wake();
        try
        {
            await met.WaitAsync(timeout, _options.Time, cancellation).ConfigureAwait(false);
            return true;
        }
        catch (TimeoutException)
        {
            return false;
        }
        finally
        {
            _conditions.Forget(met);
        }
    }

    /// <summary>Ends the thread; completes once every socket and file is closed.</summary>
    public async ValueTask DisposeAsync()
    {
        _isStopping = true;
        Wake();
        await _ended.Task.ConfigureAwait(false);
    }

    private ProducerLink LinkTo(AgentSpool spool) => new(spool, _options.Record, _sockets, _report);

    // An agent must not end because its recording failed, whatever the reason: what it records from then on is in its spool.
    private void Run()
    {
        try
        {
            while (!_isStopping)
                Turn();
        }
        catch (Exception fault)
        {
            _report.Fault($"recording ended, and begins again with the next start of the agent: {fault}");
        }
        finally
        {
            Close();
            _ended.SetResult();
        }
    }

    private void Turn()
    {
        var now = Now;
        var hasMore = _broker.Work(now);
        hasMore |= _push?.Work(now) ?? false;
        hasMore |= _own?.Work(now) ?? false;
        foreach (var leftover in _leftovers)
        {
            hasMore |= leftover.Work(now);
            if (leftover.Spool.Pending == 0)
                LetGo(leftover);
        }

        _conditions.Check();
        if (!hasMore)
            Wait();
    }

    private void LetGo(ProducerLink leftover)
    {
        _leftovers = [.. _leftovers.Where(link => link != leftover)];
        leftover.Dispose();
        End(leftover.Spool.Delete);
    }

    private void End(Action end)
    {
        try
        {
            end();
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            _report.Fault($"a spool in {_options.SpoolFolder} stays behind: {fault.Message}");
        }
    }

    private void Wait()
    {
        _awaited.Clear();
        _awaited.AddRange(_broker.Awaited);
        var due = _broker.NextDue;
        if (due is null || _push?.NextDue < due)
            due = _push?.NextDue ?? due;
        foreach (var link in Links)
        {
            if (link.Awaited is { } socket)
                _awaited.Add(socket);
            if (due is null || link.NextDue < due)
                due = link.NextDue ?? due;
        }

        if (!_awaited.SequenceEqual(_polled))
        {
            _polled = [.. _awaited];
            _poller = new ZmqPoller(_wakeup, _polled);
        }

        var left = due - Now ?? Timeout.InfiniteTimeSpan;
        _poller.Wait(due is null || left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private IEnumerable<ProducerLink> Links => _own is null ? _leftovers : _leftovers.Prepend(_own);

    private void Close()
    {
        _wakeup.Dispose();
        _broker.Close(Linger);
        _push?.Close(Linger);
        foreach (var link in Links)
            link.Dispose();
        _sockets.Dispose();
        foreach (var link in Links)
            End(link.Spool.Close);
    }
}
