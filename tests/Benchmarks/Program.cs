using System.Globalization;
using BenchmarkDotNet.Running;
using Tapedeck.Benchmarks.Columnar;
using Tapedeck.Benchmarks.Enrichment;
using Tapedeck.Benchmarks.Ingest;

// push ENDPOINT SESSION COUNT, acknowledged ENDPOINT COUNT, client ENDPOINT COUNT: the loads of tests/Benchmarks/ingest;
// columnar WHO LINES OUTPUT COMPRESSION: one run of tests/Benchmarks/columnar; everything else goes to BenchmarkDotNet.
if (args is ["push", var push, var session, var pushed])
    await PushedLoad.RunAsync(push, session, int.Parse(pushed, CultureInfo.InvariantCulture));
else if (args is ["acknowledged", var port, var recorded])
    AcknowledgedLoad.Run(port, int.Parse(recorded, CultureInfo.InvariantCulture));
else if (args is ["client", var node, var spooled])
    await ClientLoad.RunAsync(node, int.Parse(spooled, CultureInfo.InvariantCulture));
else if (args is ["columnar", var who, var lines, var output, var compression])
    EventFiles.Run(who, lines, output, compression);
else
    BenchmarkSwitcher.FromAssembly(typeof(EnrichmentBenchmarks).Assembly).Run(args);
