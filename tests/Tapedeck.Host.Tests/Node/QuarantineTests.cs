using System.Security.Cryptography;
using System.Text;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Node;

/// <summary>Bad input of any kind never stops the recorder and is never lost.</summary>
public sealed class QuarantineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Garbage_between_good_messages_is_kept_with_its_reason_and_every_good_one_is_recorded()
    {
        var garbage = new (byte[] Frame, string Reason)[]
        {
            (RandomNumberGenerator.GetBytes(500), ""),
            (Encoding.UTF8.GetBytes("""{"message_id":"x","content":{"mess"""), "JSON"),
            ([.. "{\"message_id\":\"x\",\"content\":\""u8, 0xC3, 0x28, .. "\"}"u8], "UTF-8"),
            (Encoding.UTF8.GetBytes("""{"hello":"world"}"""), "no message"),
            (Encoding.UTF8.GetBytes("""[1,2,3]"""), "array"),
            (Encoding.UTF8.GetBytes("42"), ""),
            (Encoding.UTF8.GetBytes(new string('[', 10_000) + new string(']', 10_000)), ""),
            (Encoding.UTF8.GetBytes("{\"content\":" + string.Concat(Enumerable.Repeat("{\"a\":", 10_000)) + "1" + new string('}', 10_001)), "nested"),
            ([], "empty"),
        };
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        var session = new Session(_folder.Path);

        using (var pusher = new Pusher(push))
        {
            pusher.SendMessage("good-0");
            for (var i = 0; i < garbage.Length; i++)
            {
                pusher.Send(garbage[i].Frame);
                pusher.SendMessage($"good-{i + 1}");
            }
        }

        await Eventually.IsTrueAsync(() => session.CountLines() == garbage.Length + 1, "every good message");
        Assert.Equal(0, await node.TerminateAsync());

        Assert.Equal(
            Enumerable.Range(0, garbage.Length + 1).Select(i => $"good-{i}"),
            session.Events().Select(e => e.GetProperty("Id").GetString()));
        var quarantine = session.Quarantine();
        Assert.Equal(garbage.Length, quarantine.Count);
        foreach (var (record, (frame, reason)) in quarantine.Zip(garbage))
        {
            Assert.Equal(frame, record.GetProperty("Bytes").GetBytesFromBase64());
            Assert.Equal(frame.Length, record.GetProperty("Size").GetInt32());
            Assert.Contains(reason, record.GetProperty("Reason").GetString(), StringComparison.OrdinalIgnoreCase);
            Assert.NotEmpty(record.GetProperty("Reason").GetString()!);
        }
    }

    [Fact]
    public async Task A_frame_over_the_limit_leaves_its_size_and_head_and_the_connection_stays()
    {
        var huge = new byte[20 * 1024 * 1024];
        Encoding.UTF8.GetBytes("{\"message_id\":\"huge\",\"content\":\"").CopyTo(huge, 0);
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        var session = new Session(_folder.Path);

        using (var pusher = new Pusher(push))
        {
            pusher.SendMessage("before");
            pusher.Send(huge);
            pusher.SendMessage("after");
        }

        await Eventually.IsTrueAsync(() => session.CountLines() == 2, "both good messages");
        Assert.Equal(0, await node.TerminateAsync());

        var record = Assert.Single(session.Quarantine());
        Assert.Equal(huge.Length, record.GetProperty("Size").GetInt32());
        Assert.Equal(huge.AsSpan(0, 4096).ToArray(), record.GetProperty("Head").GetBytesFromBase64());
        Assert.Contains("max-message-size", record.GetProperty("Reason").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_in_several_parts_is_kept_in_quarantine_joined()
    {
        var (node, push) = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        var session = new Session(_folder.Path);

        using (var pusher = new Pusher(push))
        {
            pusher.SendParts("gemini_cli", "", "{\"message_id\":\"x\"}");
            pusher.SendMessage("after");
        }

        await Eventually.IsTrueAsync(() => session.CountLines() == 1, "the good message");
        Assert.Equal(0, await node.TerminateAsync());

        var record = Assert.Single(session.Quarantine());
        Assert.Equal(3, record.GetProperty("Parts").GetInt32());
        Assert.Equal("gemini_cli{\"message_id\":\"x\"}"u8.ToArray(), record.GetProperty("Bytes").GetBytesFromBase64());
    }
}
