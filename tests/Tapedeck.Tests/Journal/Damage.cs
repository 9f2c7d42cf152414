using Tapedeck.Journal.Sessions;

namespace Tapedeck.Tests.Journal;

/// <summary>What a disk, a crash or a hand can do to a recorded journal. Each kind by its name, for theories.</summary>
internal static class Damage
{
    private static readonly Dictionary<string, Action<RecordedJournal>> Kinds = new(StringComparer.Ordinal)
    {
        ["flipped syntax"] = journal => Flip(journal.Closed[1].Path, bytes => bytes.AsSpan().IndexOf("\"Id\""u8)),
        ["flipped text"] = journal => Flip(journal.Closed[1].Path, bytes => bytes.AsSpan().IndexOf("storage"u8)),
        ["flipped metadata"] = journal => Flip(journal.Closed[1].Path, bytes => bytes.AsSpan().IndexOf("gemini_cli"u8)),
        ["flipped sequence"] = journal => Flip(journal.Closed[1].Path, bytes => bytes.AsSpan().IndexOf("\"sequence\":"u8) + 11),
        ["flipped newline"] = journal => Flip(journal.Closed[1].Path, bytes => bytes.AsSpan().IndexOf((byte)'\n')),
        ["flipped last newline"] = journal => Flip(journal.Closed[1].Path, bytes => bytes.Length - 1),
        ["flipped text, current"] = journal => Flip(journal.Folder.Session, bytes => bytes.AsSpan().IndexOf("storage"u8)),
        ["flipped syntax, current"] = journal => Flip(journal.Folder.Session, bytes => bytes.AsSpan().IndexOf("\"Id\""u8)),
        ["flipped header"] = journal => Flip(journal.Closed[1].Index, _ => 70),
        ["flipped record"] = journal => Flip(journal.Closed[1].Index, _ => (2 * IndexRecord.Size) + 70),
        ["flipped closing record"] = journal => Flip(journal.Closed[1].Index, bytes => bytes.Length - 40),
        ["flipped record, current"] = journal => Flip(journal.Folder.Index, _ => (2 * IndexRecord.Size) + 70),
        ["deleted line"] = journal => Lines(journal.Closed[1].Path, lines => [.. lines[..1], .. lines[2..]]),
        ["deleted last line"] = journal => Lines(journal.Closed[1].Path, lines => lines[..^1]),
        ["deleted first line"] = journal => Lines(journal.Closed[0].Path, lines => lines[1..]),
        ["doubled line"] = journal => Lines(journal.Closed[1].Path, lines => [.. lines[..2], lines[1], .. lines[2..]]),
        ["swapped lines"] = journal => Lines(journal.Closed[1].Path, lines => [lines[1], lines[0], .. lines[2..]]),
        ["inserted empty line"] = journal => Lines(journal.Closed[1].Path, lines => [.. lines[..3], "", .. lines[3..]]),
        ["inserted foreign line"] = journal => Lines(journal.Closed[1].Path, lines => [.. lines[..3], "{\"Id\":\"x\"}", .. lines[3..]]),
        ["deleted session, first"] = journal => Delete(journal.Closed[0].Path, journal.Closed[0].Index),
        ["deleted session, middle"] = journal => Delete(journal.Closed[1].Path, journal.Closed[1].Index),
        ["deleted session, last closed"] = journal => Delete(journal.Closed[2].Path, journal.Closed[2].Index),
        ["deleted lines only"] = journal => Delete(journal.Closed[1].Path),
        ["deleted current session"] = journal => Delete(journal.Folder.Session),
        ["deleted current session and index"] = journal => Delete(journal.Folder.Session, journal.Folder.Index),
        ["missing index"] = journal => Delete(journal.Closed[1].Index),
        ["missing index, current"] = journal => Delete(journal.Folder.Index),
        ["all indexes missing"] = journal => Delete([.. journal.Closed.Select(closed => closed.Index), journal.Folder.Index]),
        ["index of another session"] = journal => File.Copy(journal.Closed[0].Index, journal.Closed[1].Index, overwrite: true),
        ["swapped indexes"] = journal => Swap(journal.Closed[0].Index, journal.Closed[1].Index),
        ["swapped lines of sessions"] = journal => Swap(journal.Closed[0].Path, journal.Closed[1].Path),
        ["swapped sessions"] = journal =>
        {
            Swap(journal.Closed[0].Path, journal.Closed[1].Path);
            Swap(journal.Closed[0].Index, journal.Closed[1].Index);
        },
        ["renamed session"] = journal =>
        {
            var session = journal.Closed[1];
            var name = Path.Combine(journal.Folder.Sessions, "000009_2026-11-22T09-09-09Z");
            File.Move(session.Path, name + ".jsonl");
            File.Move(session.Index, name + ".index");
        },
        ["truncated session"] = journal => Cut(journal.Closed[1].Path, bytes => bytes.Length / 2),
        ["emptied session"] = journal => Cut(journal.Closed[1].Path, _ => 0),
        ["truncated current session"] = journal => Cut(journal.Folder.Session, bytes => bytes.Length / 2),
        ["torn closed index"] = journal => Cut(journal.Closed[1].Index, bytes => bytes.Length - 50),
        ["no closing record"] = journal => Cut(journal.Closed[1].Index, bytes => bytes.Length - IndexRecord.Size),
        ["zero-filled tail, closed"] = journal => Append(journal.Closed[1].Path, new byte[4096]),
        ["zero-filled tail"] = journal => Append(journal.Folder.Session, new byte[4096]),
        ["zero page in the middle"] = journal => Zero(journal.Closed[1].Path, 700, 1000),
        ["zero page in the middle, current"] = journal => Zero(journal.Folder.Session, 700, 1000),
        ["trailing garbage"] = journal => Append(journal.Folder.Session, "garbage\n"u8.ToArray()),
        ["torn tail"] = journal => Append(journal.Folder.Session, "{\"Id\":\"torn"u8.ToArray()),
        ["torn tail, closed"] = journal => Append(journal.Closed[2].Path, "{\"Id\":\"torn"u8.ToArray()),
        ["line behind the end, closed"] = journal => Append(journal.Closed[1].Path, "{\"Id\":\"x\"}\n"u8.ToArray()),
        ["bytes behind the closing record"] = journal => Append(journal.Closed[1].Index, "xyz"u8.ToArray()),
        ["record behind the closing record"] = journal =>
            Append(journal.Closed[1].Index, File.ReadAllBytes(journal.Closed[1].Index)[^IndexRecord.Size..]),
        ["delivery of an event that is not there"] = journal => File.AppendAllText(
            journal.Folder.Deliveries, """{"Id":"x","Observer":"a","Event":"received","Timestamp":"","Sequence":999}""" + "\n"),
        ["torn delivery"] = journal => Append(journal.Folder.Deliveries, "{\"Id\":"u8.ToArray()),
        ["bad delivery"] = journal => Zero(journal.Folder.Deliveries, 10, 20),
        ["bad quarantine line"] = journal => Zero(journal.Folder.Quarantine, 10, 20),
    };

    public static TheoryData<string> All => [.. Kinds.Keys];

    public static void Do(string kind, RecordedJournal journal) => Kinds[kind](journal);

    public static void Flip(string path, Func<byte[], int> where)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[where(bytes)] ^= 1;
        File.WriteAllBytes(path, bytes);
    }

    private static void Lines(string path, Func<string[], string[]> change) =>
        File.WriteAllText(path, string.Concat(change(File.ReadAllLines(path)).Select(line => line + "\n")));

    private static void Delete(params string[] paths) => Array.ForEach(paths, File.Delete);

    private static void Swap(string a, string b)
    {
        File.Move(a, a + ".swap");
        File.Move(b, a);
        File.Move(a + ".swap", b);
    }

    private static void Cut(string path, Func<byte[], int> length)
    {
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..length(bytes)]);
    }

    private static void Append(string path, byte[] more) => File.WriteAllBytes(path, [.. File.ReadAllBytes(path), .. more]);

    private static void Zero(string path, int from, int length)
    {
        var bytes = File.ReadAllBytes(path);
        bytes.AsSpan(from, length).Clear();
        File.WriteAllBytes(path, bytes);
    }
}
