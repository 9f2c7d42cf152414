using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tapedeck.Host.Commands;

/// <summary>
/// Where an export goes: standard output, or a file that is made under a temporary name beside its own and gets that only
/// once it is whole.
/// </summary>
internal sealed class ExportFile : IDisposable
{
    /// <summary>The name of standard output.</summary>
    public const string StandardOutput = "-";

    private const string PartialSuffix = ".partial";

    private readonly string? _path;
    private bool _isFinished;

    private ExportFile(Stream stream, string? path) => (Stream, _path) = (stream, path);

    public Stream Stream { get; }

    /// <summary>Events written so far.</summary>
    public long Events { get; set; }

    /// <param name="path">The file; <c>-</c> is standard output.</param>
    /// <param name="mayReplace">Whether there may be one already.</param>
    /// <exception cref="CommandFailedException">There is one, and it may not be replaced.</exception>
    /// <exception cref="IOException">It cannot be made.</exception>
    public static ExportFile Create(string path, bool mayReplace)
    {
        if (path == StandardOutput)
            return new ExportFile(Console.OpenStandardOutput(), path: null);
        path = Path.GetFullPath(path);
        if (Directory.Exists(path))
            throw new CommandFailedException($"{path} is a folder: name a file with --out FILE");
        if (File.Exists(path) && !mayReplace)
            throw new CommandFailedException($"{path} is there already: name another file, or replace it with --force");
        return new ExportFile(new FileStream(path + PartialSuffix, FileMode.Create, FileAccess.Write), path);
    }

    /// <summary>Everything is written: gives the file its name, and says what it is.</summary>
    /// <param name="asJson">As JSON on standard output, else in words on standard error.</param>
    public void Finish(bool asJson)
    {
        Stream.Flush();
        var bytes = _path is null ? null : (long?)Stream.Length;
        if (_path is not null)
        {
            ((FileStream)Stream).Flush(flushToDisk: true);
            Stream.Dispose();
            File.Move(_path + PartialSuffix, _path, overwrite: true);
        }

        _isFinished = true;
        if (asJson)
            Console.WriteLine(JsonSerializer.Serialize(new Exported(Events, bytes!.Value, _path!), ExportJson.Default.Exported));
        else
            Console.Error.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"{Events:N0} events{(bytes is null ? "" : $", {bytes:N0} bytes -> {_path}")}"));
    }

    public void Dispose()
    {
        Stream.Dispose();
        if (!_isFinished && _path is not null)
            File.Delete(_path + PartialSuffix);
    }
}

/// <summary>An export that is whole.</summary>
/// <param name="Events">How many.</param>
/// <param name="Bytes">Of the file.</param>
/// <param name="File">Its path.</param>
internal sealed record Exported(long Events, long Bytes, string File);

/// <summary>Its JSON form.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Exported))]
internal sealed partial class ExportJson : JsonSerializerContext;
