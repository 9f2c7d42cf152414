namespace Tapedeck.Client;

/// <summary>
/// Takes what is to be recorded, on the agent's own threads: into the spool, or without acknowledgement into a queue. Never
/// waits; what finds no room is counted.
/// </summary>
/// <param name="spool">Null without acknowledgement, without a recorder, or where no spool could be made.</param>
internal sealed class AgentRecorder(AgentOptions options, AgentQueues queues, AgentReport report, AgentSpool? spool)
{
    // Of a node's default limits: a frame over 64 MiB costs the connection, and would come again and again.
    private const int LargestMessage = 32 * 1024 * 1024;

    /// <summary>The last number given out; 0 without a spool.</summary>
    public long Last => spool?.Last ?? 0;

    /// <summary>Messages that wait for an answer, or for the socket.</summary>
    public long Pending => spool?.Pending ?? queues.Push.Count;

    /// <summary>Whether nothing can be kept, though it should be.</summary>
    public bool HasNoSpool => spool is null && options is { Mode: RecordingMode.Acknowledged, Record.Length: > 0 };

    /// <summary>Whether everything up to a number was answered; without acknowledgement, whether the queue is empty.</summary>
    public bool IsAnswered(long last) => Pending == 0 || spool?.Forgotten >= last;

    /// <summary>Takes a message.</summary>
    /// <param name="message">One line of JSON.</param>
    public void Keep(ReadOnlySpan<byte> message)
    {
        if (message.Length > LargestMessage)
            report.Drop($"a message has {message.Length} bytes; {LargestMessage} is the most");
        else if (HasNoSpool)
            report.Drop("there is no spool");
        else if (spool is not null)
            Append(spool, message);
        else if (options is { Mode: RecordingMode.FireAndForget, Push.Length: > 0 })
            Enqueue(message);
    }

    private void Enqueue(ReadOnlySpan<byte> message)
    {
        if (queues.Push.TryAdd(message.ToArray(), message.Length))
            report.Keep();
        else
            report.Drop($"the node at {options.Push} takes nothing, or too little");
    }

    private void Append(AgentSpool to, ReadOnlySpan<byte> message)
    {
        switch (to.Append(message))
        {
            case AgentSpool.Appended.Kept:
                report.Keep();
                break;
            case AgentSpool.Appended.Full:
                report.Drop($"the spool has its {options.SpoolLimit} bytes, and no node takes them");
                break;
            default:
                report.Drop($"the spool cannot be written: {to.Fault}");
                break;
        }
    }
}
