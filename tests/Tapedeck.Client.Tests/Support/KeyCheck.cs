using System.Text;
using Tapedeck.Client;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Client;

/// <summary>
/// A node that asks for CURVE, and its ZAP handler: it refuses the agent's key until that is allowed. Source: ZeroMQ RFC 27.
/// </summary>
internal sealed class KeyCheck
{
    private readonly CurveKeyPair _node = CurveKeyPair.Generate();
    private volatile bool _isAllowed;
    private int _refusals;

    public KeyCheck() => Agent = new AgentCurve(_node.PublicKey, CurveKeyPair.Generate());

    public AgentCurve Agent { get; }

    /// <summary>How often the key was refused.</summary>
    public int Refusals => Volatile.Read(ref _refusals);

    public void Allow() => _isAllowed = true;

    /// <summary>Makes a socket ask the handler of its context.</summary>
    public void Guard(ZmqSocket socket)
    {
        socket.CurveServer = true;
        socket.CurveSecretKey = _node.SecretKey;
        socket.ZapDomain = "tests";
    }

    /// <summary>Answers for the sockets of a context, until that ends.</summary>
    public void Answer(ZmqContext context)
    {
        var handler = context.CreateSocket(ZmqSocketType.Router);
        handler.Linger = TimeSpan.Zero;
        handler.Bind("inproc://zeromq.zap.01");
        new Thread(() => Answer(handler)) { IsBackground = true }.Start();
    }

    private void Answer(ZmqSocket handler)
    {
        using var socket = handler;
        using var message = new ZmqMessage();
        try
        {
            while (true)
            {
                var question = new List<byte[]>();
                do
                {
                    socket.TryReceive(message, Timeout.InfiniteTimeSpan);
                    question.Add(message.Data.ToArray());
                }
                while (message.More);
                foreach (var frame in question[..4]) // peer, empty, version, request id
                    socket.Send(frame, more: true);
                var isAllowed = _isAllowed && Z85.Encode(question[^1]) == Agent.Own.PublicKey;
                string[] answer = isAllowed ? ["200", "OK", "agent"] : ["400", "unknown key", ""];
                foreach (var frame in answer)
                    socket.Send(Encoding.UTF8.GetBytes(frame), more: true);
                socket.Send([]);
                if (!isAllowed)
                    Interlocked.Increment(ref _refusals);
            }
        }
        catch (ZmqContextTerminatedException)
        {
            // The node ended.
        }
    }
}
