using System.Buffers.Binary;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Closing;

/// <summary>Messages of 600 bytes that begin with their number.</summary>
internal static class NumberedMessages
{
    /// <summary>Sends them and disposes the socket at once.</summary>
    public static void Push(ZmqContext context, string endpoint, int count)
    {
        var frame = new byte[600];
        using var push = context.CreateSocket(ZmqSocketType.Push);
        push.Connect(endpoint);
        for (var i = 0; i < count; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(frame, i);
            push.Send(frame);
        }
    }

    public static void AssertReceived(ZmqSocket pull, int count, TimeSpan patience)
    {
        using var message = new ZmqMessage();
        for (var i = 0; i < count; i++)
        {
            Assert.True(pull.TryReceive(message, patience), $"only {i} of {count} came");
            Assert.Equal(i, BinaryPrimitives.ReadInt32LittleEndian(message.Data));
        }
    }
}
