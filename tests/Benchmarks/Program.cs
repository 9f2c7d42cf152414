using System.Globalization;
using BenchmarkDotNet.Running;
using Tapedeck.Benchmarks.Enrichment;
using Tapedeck.Benchmarks.Ingest;

// push ENDPOINT SESSION COUNT: the load of tests/Benchmarks/ingest; everything else goes to BenchmarkDotNet.
if (args is ["push", var endpoint, var session, var count])
    await PushLoad.RunAsync(endpoint, session, int.Parse(count, CultureInfo.InvariantCulture));
else
    BenchmarkSwitcher.FromAssembly(typeof(EnrichmentBenchmarks).Assembly).Run(args);
