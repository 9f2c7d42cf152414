using Microsoft.Extensions.Logging;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Security;

/// <summary>
/// The clients that may connect: the public keys of a folder's <c>*.key</c> files, each named by its file. Looks at the
/// folder when it is asked, at most once a second, and reads it again if a file came, went or changed. A faulty file lets
/// nobody in and is logged; the others count.
/// </summary>
internal sealed class AllowedClients(string folder, TimeProvider time, ILogger log)
{
    private static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, string> _names = [];
    private IReadOnlyList<FileFacts> _read = [];
    private long? _lookedAt;

    /// <summary>What tells that a file is not the one that was read.</summary>
    private sealed record FileFacts(string Path, long Length, DateTime WrittenAt);

    /// <summary>The folder's path.</summary>
    public string Folder => folder;

    /// <summary>The name of the client with this key, or null if it may not connect.</summary>
    /// <param name="publicKey">40 characters of Z85.</param>
    public string? NameOf(string publicKey)
    {
        if (_lookedAt is null || time.GetElapsedTime(_lookedAt.Value) >= LookEvery)
            Look();
        return _names.GetValueOrDefault(publicKey);
    }

    private void Look()
    {
        _lookedAt = time.GetTimestamp();
        var found = Find();
        if (found.SequenceEqual(_read))
            return;
        _read = found;
        _names.Clear();
        foreach (var file in found)
            Read(file.Path);
        SecurityLog.Clients(log, _names.Count, folder);
    }

    /// <summary>The files in the order of their names; none if the folder cannot be read.</summary>
    private List<FileFacts> Find()
    {
        try
        {
            return [.. new DirectoryInfo(folder).EnumerateFiles("*.key")
                .Where(file => file.Extension == ".key" && file.Exists)
                .Select(file => new FileFacts(file.FullName, file.Length, file.LastWriteTimeUtc))
                .OrderBy(file => file.Path, StringComparer.Ordinal)];
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SecurityLog.FolderUnreadable(log, failure.Message);
            return [];
        }
    }

    private void Read(string path)
    {
        var name = Path.GetFileNameWithoutExtension(path);
        try
        {
            var key = CurveCertificate.Load(path).PublicKey;
            if (!_names.TryAdd(key, name))
                SecurityLog.FileIgnored(log, $"{path}: it has the key of {_names[key]}, which counts");
        }
        catch (CurveCertificateException fault)
        {
            SecurityLog.FileIgnored(log, fault.Message);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            SecurityLog.FileIgnored(log, failure.Message);
        }
    }
}
