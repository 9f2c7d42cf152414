using System.Globalization;
using BenchmarkDotNet.Running;
using Tapedeck.Benchmarks.Analytics;
using Tapedeck.Benchmarks.Columnar;
using Tapedeck.Benchmarks.Enrichment;
using Tapedeck.Benchmarks.Ingest;

// push ENDPOINT SESSION COUNT, acknowledged ENDPOINT COUNT, client ENDPOINT COUNT: the loads of tests/Benchmarks/ingest;
// columnar WHO LINES OUTPUT COMPRESSION: one run of tests/Benchmarks/columnar; counts LINES: of tests/Benchmarks/reports; everything else goes to BenchmarkDotNet.
if (args is ["push", var push, var pushedTo, var pushed])
    await PushedLoad.RunAsync(push, pushedTo, int.Parse(pushed, CultureInfo.InvariantCulture));
else if (args is ["acknowledged", var port, var recorded])
    AcknowledgedLoad.Run(port, int.Parse(recorded, CultureInfo.InvariantCulture));
else if (args is ["client", var node, var spooled])
    await ClientLoad.RunAsync(node, int.Parse(spooled, CultureInfo.InvariantCulture));
else if (args is ["columnar", var who, var lines, var output, var compression])
    EventFiles.Run(who, lines, output, compression);
else if (args is ["counts", var session])
    ReadJsonCounts.Run(session);
else
    BenchmarkSwitcher.FromAssembly(typeof(EnrichmentBenchmarks).Assembly).Run(args);
