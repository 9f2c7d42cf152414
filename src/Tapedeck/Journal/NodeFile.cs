using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tapedeck.Journal;

/// <summary>
/// <c>node.json</c>: who records into the folder, and where it answers. It only counts while <c>node.lock</c> is held.
/// </summary>
/// <param name="Node">The node's name.</param>
/// <param name="Pid">Its process.</param>
/// <param name="StartedAt">When it was started, UTC.</param>
/// <param name="Http">Where it answers, <c>http://127.0.0.1:5580</c>; null if HTTP is off.</param>
internal sealed record NodeFile(string Node, int Pid, DateTimeOffset StartedAt, string? Http)
{
    /// <summary>What the folder says, or null if it says nothing readable.</summary>
    public static NodeFile? Read(JournalFolder folder)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(folder.Node), NodeFileJson.Default.NodeFile);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>Writes the file whole: a reader never sees half of it.</summary>
    public void Write(JournalFolder folder)
    {
        var temporary = folder.Node + ".new";
        File.WriteAllBytes(temporary, JsonSerializer.SerializeToUtf8Bytes(this, NodeFileJson.Default.NodeFile));
        File.Move(temporary, folder.Node, overwrite: true);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(NodeFile))]
internal sealed partial class NodeFileJson : JsonSerializerContext;
