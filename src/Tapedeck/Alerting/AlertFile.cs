using System.Text.Json;
using Tapedeck.Journal;
using Tapedeck.Journal.Storage;

namespace Tapedeck.Alerting;

/// <summary><c>alerts.jsonl</c>: every notice, one JSON object a line, appended durably.</summary>
internal sealed class AlertFile(string path, IStorage storage)
{
    /// <summary>How far back it is looked for episodes that are not resolved.</summary>
    private const int LookedBack = 4 * 1024 * 1024;

    /// <summary>The notices of episodes that are not resolved. Lines that are no notice are passed over.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public IReadOnlyList<AlertNotice> ReadActive()
    {
        if (!File.Exists(path))
            return [];
        var active = new Dictionary<AlertKey, AlertNotice>();
        using var lines = new LineReader(path, Math.Max(0, new FileInfo(path).Length - LookedBack));
        while (lines.TryReadLine(out var line))
        {
            if (Parse(line) is not { } notice)
                continue;
            if (notice.State == AlertNotice.Raised)
                active[notice.Key] = notice;
            else
                active.Remove(notice.Key);
        }

        return [.. active.Values];
    }

    /// <summary>Appends notices; behind half a line that a crash left, on a line of their own.</summary>
    /// <exception cref="IOException">The disk could not.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public void Append(IReadOnlyList<AlertNotice> notices)
    {
        using var file = AppendFile.Open(storage, path);
        var last = new byte[1];
        if (file.WrittenLength > 0)
            file.ReadExactly(last, file.WrittenLength - 1);
        var before = file.WrittenLength;
        try
        {
            if (before > 0 && last[0] != '\n')
                file.Write("\n"u8);
            foreach (var notice in notices)
                file.Write([.. notice.Json(), (byte)'\n']);
            file.Flush();
        }
        catch (IOException)
        {
            file.CutTo(before); // they are written again, whole
            throw;
        }
    }

    private static AlertNotice? Parse(ReadOnlySpan<byte> line)
    {
        try
        {
            return JsonSerializer.Deserialize(line, AlertJson.Default.AlertNotice) is { Rule: not null, Subject: not null } notice ? notice : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
