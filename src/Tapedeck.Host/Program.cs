using Tapedeck.Host.Commands;

return await CommandLine.RunAsync(args);
