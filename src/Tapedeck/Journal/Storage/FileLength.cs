namespace Tapedeck.Journal.Storage;

/// <summary>The length of a file that need not be there.</summary>
internal static class FileLength
{
    /// <returns>Its bytes at this moment; 0 if it is not there.</returns>
    public static long Of(string path) => new FileInfo(path) is { Exists: true } file ? file.Length : 0;
}
