using System.Globalization;
using System.Text;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Ingest;

/// <summary>
/// Sends answers through the ROUTER. Never waits: a producer that does not read its answers is told later how far it is
/// stored, one answer for all, and one that is gone is forgotten.
/// </summary>
/// <param name="router">Mandatory, so that it says who is gone.</param>
/// <param name="connections">Who is connected.</param>
/// <param name="refuse">Refuses a RECORD that the journal did not take.</param>
internal sealed class ProducerAnswers(
    ZmqSocket router, ProducerConnections connections, Action<ProducerConnection, string> refuse)
{
    private readonly Dictionary<ProducerConnection, Acknowledgement> _owed = [];

    /// <summary>Tells what became of a batch, to each producer in the order of its requests.</summary>
    public void Tell(IReadOnlyList<Acknowledgement> answers)
    {
        foreach (var answer in answers)
        {
            var connection = answer.Connection;
            if (connections.Of(connection.RoutingId) != connection)
                continue; // gone, or refused since
            if (answer.Kind == AcknowledgementKind.Stored)
            {
                _owed[connection] = answer;
                continue;
            }

            if (_owed.TryGetValue(connection, out var stored) && TryTell(stored))
                _owed.Remove(connection);
            // What it is not told now it could take for stored: it has to begin anew.
            if (!TryTell(answer))
                connections.Remove(connection);
        }

        TellOwed();
    }

    /// <summary>Tells everybody how far it is stored who could not be told yet.</summary>
    public void TellOwed()
    {
        if (_owed.Count == 0)
            return;
        foreach (var (connection, stored) in _owed.ToList())
        {
            if (TryTell(stored) || connections.Of(connection.RoutingId) != connection)
                _owed.Remove(connection);
        }
    }

    /// <summary>False if the producer is gone, which is then forgotten, or does not read its answers.</summary>
    public bool TryTell(ProducerConnection to, ReadOnlySpan<byte> verb, params ReadOnlySpan<string> frames)
    {
        try
        {
            return TrySend(to.RoutingId, verb, frames);
        }
        catch (ZmqException gone) when (gone.ErrorName == "EHOSTUNREACH")
        {
            connections.Remove(to);
            return false;
        }
    }

    /// <summary>Refuses a request of anybody; one who is gone, or does not read, is not told.</summary>
    public void Refuse(byte[] to, ReadOnlySpan<byte> verb, string reason)
    {
        try
        {
            TrySend(to, ProducerProtocol.Refused, ProducerProtocol.Printable(verb), reason);
        }
        catch (ZmqException gone) when (gone.ErrorName == "EHOSTUNREACH")
        {
            // It asked and went.
        }
    }

    private bool TryTell(in Acknowledgement answer)
    {
        var number = answer.Number.ToString(CultureInfo.InvariantCulture);
        switch (answer.Kind)
        {
            case AcknowledgementKind.Welcome:
                return TryTell(answer.Connection, ProducerProtocol.Welcome, answer.Text is null ? [number] : [number, .. answer.Text.Split(' ')]);
            case AcknowledgementKind.Stored:
                return TryTell(
                    answer.Connection, ProducerProtocol.Stored, number, answer.Sequence.ToString(CultureInfo.InvariantCulture));
            case AcknowledgementKind.Rejected:
                return TryTell(answer.Connection, ProducerProtocol.Rejected, number, answer.Text!);
            default:
                refuse(answer.Connection, $"number {number}: {answer.Text}");
                return true;
        }
    }

    private bool TrySend(byte[] to, ReadOnlySpan<byte> verb, params ReadOnlySpan<string> frames)
    {
        if (!router.TrySend(to, more: true))
            return false;
        router.TrySend(verb, more: true);
        for (var i = 0; i < frames.Length; i++)
            router.TrySend(Encoding.UTF8.GetBytes(frames[i]), more: i < frames.Length - 1);
        return true;
    }
}
