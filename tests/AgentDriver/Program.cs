using System.Text.Json.Nodes;
using Tapedeck.AgentDriver;
using Tapedeck.Client;

// One agent as a process: a JSON object a line in, a JSON object a line out. The end of the input is a crash: it exits
// without closing the connection.
var (name, options) = DriverArguments.Parse(args);
var commands = new DriverCommands(AgentConnection.Open(name, options));
Say(new JsonObject { ["ready"] = true });
while (Console.ReadLine() is { } line)
{
    Say(await commands.AnswerAsync(line));
    if (commands.IsClosed)
        break;
}

return 0;

static void Say(JsonObject answer)
{
    Console.Out.Write(answer.ToJsonString() + "\n");
    Console.Out.Flush();
}
