using System.Runtime.InteropServices;
using Tapedeck.Runtimes;

namespace Tapedeck.Host.Bench;

/// <summary>What the figures were measured on.</summary>
/// <param name="Cpu">Model of the processor.</param>
/// <param name="MemoryBytes">Memory that a process may have.</param>
/// <param name="System">The operating system.</param>
/// <param name="Kernel">Its kernel's version.</param>
/// <param name="Dotnet">The .NET runtime.</param>
/// <param name="Runtime">The actor runtime.</param>
/// <param name="FileSystem">Of the folder that was recorded into.</param>
internal sealed record Machine(
    string Cpu, int Cores, long MemoryBytes, string System, string Kernel, string Dotnet, string Runtime, string FileSystem)
{
    private const string CpuInfo = "/proc/cpuinfo";

    public static Machine Of(string folder) => new(
        CpuModel(), Environment.ProcessorCount, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes, RuntimeInformation.OSDescription,
        Environment.OSVersion.Version.ToString(), RuntimeInformation.FrameworkDescription, ActorSystemHost.Runtime, new DriveInfo(folder).DriveFormat);

    private static string CpuModel() => File.Exists(CpuInfo)
        && File.ReadLines(CpuInfo).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal)) is { } model
            ? model[(model.IndexOf(':') + 1)..].Trim()
            : RuntimeInformation.ProcessArchitecture.ToString();
}
