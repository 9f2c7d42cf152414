namespace Tapedeck.Analytics;

/// <summary>The files of a report: one a format, each whole or not there.</summary>
internal static class ReportFiles
{
    /// <summary>What a file ends in that is not whole yet.</summary>
    public const string TemporaryExtension = ".tmp";

    /// <summary>Writes them into a folder, which is made if it is missing. Files of the same names are replaced.</summary>
    /// <param name="report">The report.</param>
    /// <param name="folder">Where.</param>
    /// <param name="name">What they are called, without an extension.</param>
    /// <param name="formats">Which files.</param>
    /// <returns>The files' path without an extension.</returns>
    /// <exception cref="IOException">One cannot be written; those before it are there.</exception>
    /// <exception cref="UnauthorizedAccessException">The folder is not this user's to write to.</exception>
    public static string Write(AnalyticsReport report, string folder, string name, ReportFormats formats)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, name);
        foreach (var format in ReportRendering.Each(formats))
            Replace($"{path}.{ReportRendering.Name(format)}", ReportRendering.Of(report, format));
        return path;
    }

    private static void Replace(string path, byte[] content)
    {
        var temporary = $"{path}.{Environment.ProcessId}{TemporaryExtension}";
        try
        {
            using (var file = new FileStream(temporary, FileMode.Create, FileAccess.Write))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }
}
