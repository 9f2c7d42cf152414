using System.Text.Json;

namespace Tapedeck.Journal;

/// <summary>Finds the sequence of a session's last event, so that numbering goes on behind it.</summary>
internal static class LastSequence
{
    private const int ChunkBytes = 256 * 1024;

    /// <summary>
    /// The last line's <c>Metadata.sequence</c>; where it has none (a session that another program began), the number of
    /// lines in the file. 0 for an empty file.
    /// </summary>
    /// <param name="file">A file that ends with a newline, or is empty.</param>
    public static long Of(AppendFile file)
    {
        if (file.WrittenLength == 0)
            return 0;
        return SequenceIn(LastLine(file)) ?? CountLines(file);
    }

    /// <summary><c>Metadata.sequence</c> of one event line, or null if it has none or is no JSON object.</summary>
    public static long? SequenceIn(ReadOnlySpan<byte> line)
    {
        var reader = new Utf8JsonReader(line, new JsonReaderOptions { MaxDepth = 512 });
        long? sequence = null;
        try
        {
            var inMetadata = false;
            while (reader.Read())
            {
                if (reader.TokenType != JsonTokenType.PropertyName)
                    continue;
                if (reader.CurrentDepth == 1)
                    inMetadata = reader.ValueTextEquals("Metadata"u8);
                else if (inMetadata && reader.CurrentDepth == 2 && reader.ValueTextEquals("sequence"u8) && reader.Read()
                    && reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var value))
                    sequence = value;
            }
        }
        catch (JsonException)
        {
            return null;
        }

        return sequence;
    }

    private static ReadOnlySpan<byte> LastLine(AppendFile file)
    {
        for (long length = ChunkBytes; ; length *= 4)
        {
            var start = Math.Max(0, file.WrittenLength - length);
            var tail = new byte[file.WrittenLength - start];
            var read = 0;
            while (read < tail.Length && file.Read(tail.AsSpan(read), start + read) is > 0 and var more)
                read += more;

            var line = tail.AsSpan(0, read).TrimEnd((byte)'\n');
            var newline = line.LastIndexOf((byte)'\n');
            if (newline >= 0 || start == 0)
                return line[(newline + 1)..];
        }
    }

    private static long CountLines(AppendFile file)
    {
        var buffer = new byte[ChunkBytes];
        long lines = 0, offset = 0;
        while (file.Read(buffer, offset) is > 0 and var read)
        {
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
            offset += read;
        }

        return lines;
    }
}
