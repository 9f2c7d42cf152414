using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tapedeck.Journal.Recovery;

/// <summary>The note beside bytes that were kept in <c>recovery/</c>: what they are, and why they are there.</summary>
/// <param name="File">The file they are of, relative to the folder.</param>
/// <param name="Offset">Where they stood in it.</param>
/// <param name="Bytes">How many.</param>
/// <param name="Sha256">Over them, lower-case hex.</param>
/// <param name="RecoveredAt">When they were kept, UTC.</param>
/// <param name="KeptIn">Path of the file that holds them now; of a loss without bytes, of the note itself.</param>
/// <param name="Reason">Why they were.</param>
/// <param name="Lost">Sequences of the events that are not in the journal any more, <c>17-17</c>; null if none is known.</param>
internal sealed record RecoveryNote(
    string File, long Offset, long Bytes, string Sha256, DateTimeOffset RecoveredAt, string KeptIn, string Reason,
    string? Lost = null)
{
    /// <summary>The notes of a folder that tell of lost events.</summary>
    /// <exception cref="IOException">A note cannot be read.</exception>
    public static IEnumerable<RecoveryNote> OfLosses(JournalFolder folder) => Directory.Exists(folder.Recovery)
        ? Directory.EnumerateFiles(folder.Recovery, "*.json").Select(Read).OfType<RecoveryNote>().Where(note => note.Lost is not null)
        : [];

    /// <summary>Null if the file is no note.</summary>
    private static RecoveryNote? Read(string path)
    {
        try
        {
            return JsonSerializer.Deserialize(System.IO.File.ReadAllBytes(path), RecoveryNoteJson.Default.RecoveryNote);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, WriteIndented = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RecoveryNote))]
internal sealed partial class RecoveryNoteJson : JsonSerializerContext;
