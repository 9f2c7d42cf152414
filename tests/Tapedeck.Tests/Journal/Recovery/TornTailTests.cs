using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Tapedeck.Journal;
using Tapedeck.Journal.Recovery;
using Tapedeck.Journal.Storage;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Journal.Recovery;

public sealed class TornTailTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 9, 5, 0, TimeSpan.Zero);

    private readonly TempFolder _folder = new();

    private KeptBytes Kept() => new(DiskStorage.Instance, new JournalFolder(_folder.Path), Now);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_crash_at_every_byte_of_the_last_line_keeps_all_whole_lines_and_every_torn_byte()
    {
        var whole = "{\"Id\":\"a\"}\n{\"Id\":\"b\"}\n"u8.ToArray();
        var last = "{\"Id\":\"ç\",\"Message\":\"{}\"}\n"u8.ToArray();
        for (var written = 0; written <= last.Length; written++)
        {
            var path = _folder.File($"session-{written}.jsonl");
            File.WriteAllBytes(path, [.. whole, .. last.AsSpan(0, written)]);

            using var file = AppendFile.Open(DiskStorage.Instance, path);
            var note = TornTail.MoveAside(file, Kept());

            if (written == 0 || written == last.Length)
            {
                Assert.Null(note);
                Assert.Equal(whole.Length + written, file.DurableLength);
                continue;
            }

            Assert.Equal(whole, File.ReadAllBytes(path));
            Assert.Equal(last.AsSpan(0, written).ToArray(), File.ReadAllBytes(note!.KeptIn));
            Assert.Equal((whole.Length, written), (note.Offset, note.Bytes));
            Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(last.AsSpan(0, written))), note.Sha256);
        }
    }

    [Fact]
    public void A_tail_longer_than_the_buffer_is_found_and_kept_whole()
    {
        var path = _folder.File("session.jsonl");
        var tail = RandomNumberGenerator.GetBytes(300_000);
        tail.AsSpan().Replace((byte)'\n', (byte)' ');
        File.WriteAllBytes(path, [.. "{}\n"u8, .. tail]);

        using var file = AppendFile.Open(DiskStorage.Instance, path);
        var note = TornTail.MoveAside(file, Kept());

        Assert.Equal(3, file.DurableLength);
        Assert.Equal(tail, File.ReadAllBytes(note!.KeptIn));
    }

    [Fact]
    public void A_file_without_any_newline_is_all_tail()
    {
        var path = _folder.File("session.jsonl");
        File.WriteAllText(path, "{\"Id\":");

        using var file = AppendFile.Open(DiskStorage.Instance, path);
        Assert.Equal(0, TornTail.MoveAside(file, Kept())!.Offset);
        Assert.Equal(0, new FileInfo(path).Length);
    }

    [Fact]
    public void The_note_beside_the_kept_bytes_says_where_they_stood_and_why_they_were_cut()
    {
        var path = _folder.File("session.jsonl");
        File.WriteAllText(path, "{}\n{\"torn");

        using (var file = AppendFile.Open(DiskStorage.Instance, path))
            TornTail.MoveAside(file, Kept());

        var json = File.ReadAllText(Directory.GetFiles(_folder.File("recovery"), "*.json").Single(), Encoding.UTF8);
        using var note = JsonDocument.Parse(json);
        Assert.Equal("session.jsonl", note.RootElement.GetProperty("file").GetString());
        Assert.Equal(3, note.RootElement.GetProperty("offset").GetInt64());
        Assert.Equal(6, note.RootElement.GetProperty("bytes").GetInt64());
        Assert.Contains("newline", note.RootElement.GetProperty("reason").GetString(), StringComparison.Ordinal);
    }
}
