using BenchmarkDotNet.Running;
using Tapedeck.Benchmarks.Enrichment;

BenchmarkSwitcher.FromAssembly(typeof(EnrichmentBenchmarks).Assembly).Run(args);
