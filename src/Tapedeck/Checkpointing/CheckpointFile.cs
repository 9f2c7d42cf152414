using System.Text.Json;
using Tapedeck.Client;
using Tapedeck.Journal;

namespace Tapedeck.Checkpointing;

/// <summary>
/// The JSON form of a checkpoint: one object, its facts in the first line, then the events as they stand in the journal, a line
/// each:
/// <code>
/// {"checkpoint_id":"…", … ,"chain_head":"…",        padded with spaces to <see cref="HeaderBytes"/> with its newline
/// "messages":[
/// {"Id":"…", … },
/// {"Id":"…", … }
/// ]}
/// </code>
/// </summary>
internal static class CheckpointFile
{
    /// <summary>Bytes of the first line, its newline among them.</summary>
    public const int HeaderBytes = 1024;

    /// <summary>Behind the name of a file that is being made.</summary>
    public const string PartialSuffix = ".partial";

    /// <summary>The line before the events.</summary>
    public static ReadOnlySpan<byte> Begin => "\"messages\":[\n"u8;

    /// <summary>Between two events.</summary>
    public static ReadOnlySpan<byte> Separator => ",\n"u8;

    /// <summary>Behind the last event.</summary>
    public static ReadOnlySpan<byte> End => "\n]}\n"u8;

    public static string PathOf(JournalFolder folder, string checkpointId) => Path.Combine(folder.Checkpoints, checkpointId + ".json");

    public static string ParquetPathOf(JournalFolder folder, string checkpointId) =>
        Path.Combine(folder.Checkpoints, checkpointId + ".parquet");

    /// <summary>Bytes of a whole file with these facts.</summary>
    public static long LengthOf(CheckpointFacts facts) =>
        // Each newline of the journal is a separator here, but for the last one.
        HeaderBytes + Begin.Length + facts.SizeBytes - 1 + (facts.MessageCount - 1) + End.Length;

    /// <summary>The first line.</summary>
    public static byte[] Header(CheckpointFacts facts)
    {
        var header = new byte[HeaderBytes];
        header.AsSpan().Fill((byte)' ');
        var json = FactsJson(facts);
        json.CopyTo(header, 0);
        header[json.Length - 1] = (byte)','; // the object goes on
        header[^1] = (byte)'\n';
        return header;
    }

    /// <summary>The facts as one JSON object.</summary>
    public static byte[] FactsJson(CheckpointFacts facts) =>
        JsonSerializer.SerializeToUtf8Bytes(facts.InFile(), ClientJson.Default.CheckpointFacts);

    /// <summary>Reads the facts of a file, and nothing else of it.</summary>
    /// <exception cref="InvalidDataException">It does not begin with them; the message names the file.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static CheckpointFacts ReadFacts(string path)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        var header = new byte[HeaderBytes];
        var read = RandomAccess.Read(file, header, 0);
        var facts = read == HeaderBytes ? Facts(header) : null;
        return facts is not null && header.AsSpan().SequenceEqual(Header(facts))
            ? facts with { FileBytes = RandomAccess.GetLength(file) }
            : throw new InvalidDataException($"{path}: the first line is not that of a checkpoint");
    }

    private static CheckpointFacts? Facts(ReadOnlySpan<byte> header)
    {
        var json = header.TrimEnd("\n "u8).ToArray();
        if (json.Length == 0 || json[^1] != ',')
            return null;
        json[^1] = (byte)'}';
        try
        {
            var facts = JsonSerializer.Deserialize(json, ClientJson.Default.CheckpointFacts);
            return facts is { CheckpointId: not null, Label: not null, Sha256: not null, MessageCount: > 0 } ? facts : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
