using System.CommandLine;
using Tapedeck.Host.Bench.Load;

namespace Tapedeck.Host.Commands;

/// <summary>
/// <c>tapedeck bench-send</c>, a part of <c>tapedeck bench</c>: says <c>ready</c>, sends after a line on its standard input,
/// and says <c>sent</c> with the three numbers of <see cref="LoadSent"/>.
/// </summary>
internal static class BenchSendCommand
{
    public static Command Create()
    {
        var endpoint = new Argument<string>("ENDPOINT") { Description = "The recording port." };
        var count = new Argument<long>("COUNT") { Description = "Messages." };
        var rate = new Option<int>("--rate") { Description = "Messages a second; 0: as many as are taken.", HelpName = "N" };
        var wire = new Option<string?>("--wire") { Description = "File of the messages.", HelpName = "FILE" };
        var command = new Command("bench-send", "Sends a load; the sender of bench.") { endpoint, count, rate, wire };
        command.Hidden = true;
        command.SetAction(parsed =>
        {
            var messages = LoadMessages.Of(parsed.GetValue(wire));
            using var load = new PushLoad(parsed.GetValue(endpoint)!);
            Console.WriteLine("ready");
            Console.ReadLine();
            var sent = load.Send(messages, parsed.GetValue(count), parsed.GetValue(rate));
            Console.WriteLine($"sent {sent.Begun} {sent.Ended} {sent.LatestMicroseconds}");
            return ExitCode.Done;
        });
        return command;
    }
}
