using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.Win32.SafeHandles;
using Tapedeck.Journal.Sessions;
using Tapedeck.Query;

namespace Tapedeck.Journal.Verification;

/// <summary>Looks in a block with a wrong link for the line that was changed: the only one whose text has another hash than it says.</summary>
internal static class SuspectLine
{
    /// <returns>The line in the block, from 0, its offset and its length; null if none or more than one is in doubt.</returns>
    /// <exception cref="IOException">The session cannot be read.</exception>
    public static (long Line, long Offset, long Bytes)? In(SafeFileHandle file, IndexRecord block)
    {
        var window = new LineWindow();
        var doubts = new Doubts();
        window.Open(file, "the session", block.Place, block.End);
        window.Read(block.End, doubts, chain: null);
        return doubts.Count == 1 ? doubts.First : null;
    }

#pragma warning disable CA5351 // what the recorder keeps is an MD5
    private static bool IsInDoubt(ReadOnlySpan<byte> line)
    {
        try
        {
            var members = LineMembers.OfMetadata(line);
            string? said = null;
            while (members.TryNext())
                said = members.Is("content_hash"u8) ? members.ReadString() : said;
            return said is not null
                && said != Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(RecordedEvent.Parse(line).Text)));
        }
        catch (Exception unreadable) when (unreadable is JsonException or InvalidOperationException)
        {
            return false;
        }
    }
#pragma warning restore CA5351

    private sealed class Doubts : ILineVisitor
    {
        private long _line;

        public int Count { get; private set; }

        public (long Line, long Offset, long Bytes) First { get; private set; }

        public void Take(ReadOnlySpan<byte> line, long offset)
        {
            if (IsInDoubt(line) && Count++ == 0)
                First = (_line, offset, line.Length + 1);
            _line++;
        }

        public void TakeUnended(ReadOnlySpan<byte> line, long offset)
        {
        }
    }
}
