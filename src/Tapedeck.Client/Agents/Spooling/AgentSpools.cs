namespace Tapedeck.Client;

/// <summary>Finds a connection's spools: the one it appends to, and those that other processes of its agent left.</summary>
internal sealed class AgentSpools(string agent, AgentOptions options, AgentReport report)
{
    private const int LeftoverLimit = 16;

    private readonly SpoolFolder _folder = new(options.SpoolFolder, agent);

    /// <summary>
    /// The first spool that nobody has, else a new one. If the folder cannot be written, one in a temporary folder; null if
    /// that cannot be written either.
    /// </summary>
    public AgentSpool? OpenOwn()
    {
        try
        {
            _folder.Create();
            return OpenFree().FirstOrDefault() ?? CreateIn(_folder);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            report.Fault($"no spool in {options.SpoolFolder}: {fault.Message}: what is recorded will not survive this process");
            return OpenTemporary();
        }
    }

    /// <summary>The other spools that nobody has and in which something waits; those in which nothing does are deleted.</summary>
    public IReadOnlyList<AgentSpool> OpenLeftovers()
    {
        var leftovers = new List<AgentSpool>();
        try
        {
            foreach (var spool in OpenFree())
            {
                if (spool.Pending == 0)
                    spool.Delete();
                else
                    leftovers.Add(spool);
                if (leftovers.Count == LeftoverLimit)
                    break; // the next start sees to the others
            }
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            report.Fault($"what is left in {options.SpoolFolder} waits for the next start: {fault.Message}");
        }

        return leftovers;
    }

    private IEnumerable<AgentSpool> OpenFree()
    {
        foreach (var claim in _folder.ClaimFree())
        {
            if (AgentSpool.Open(claim, options.SpoolLimit) is not { } spool)
            {
                claim.Dispose();
                report.Fault($"{claim.Path} is no spool of a version known here: it is left as it is");
                continue;
            }

            if (spool.DamagedLines > 0)
                report.Fault($"{claim.Path} is damaged: {spool.DamagedLines} lines are left out");
            Interlocked.Add(ref report.Dropped, spool.DamagedLines);
            yield return spool;
        }
    }

    private AgentSpool? OpenTemporary()
    {
        try
        {
            var folder = new SpoolFolder(Directory.CreateTempSubdirectory("tapedeck-").FullName, agent);
            return CreateIn(folder, isTemporary: true);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            report.Fault($"no spool in a temporary folder either: {fault.Message}: nothing is recorded");
            return null;
        }
    }

    private AgentSpool CreateIn(SpoolFolder folder, bool isTemporary = false)
    {
        var (claim, producer) = folder.ClaimNew();
        return AgentSpool.Create(claim, producer, options.SpoolLimit, isTemporary);
    }
}
