using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Host.Commands;

/// <summary><c>tapedeck keygen NAME</c>: makes a CURVE key pair for a node or for an agent. Overwrites nothing.</summary>
internal static partial class KeygenCommand
{
    public static Command Create()
    {
        var name = new Argument<string>("NAME")
        {
            Description = "Whose keys these are. An agent records under this name: letters, digits, _, - and dots.",
        };
        var folder = new Option<string>("--out")
        {
            Description = "Folder for the files; it is made if there is none. The default is keys.",
            HelpName = "DIR",
            DefaultValueFactory = _ => "keys",
        };
        var json = OutputOptions.Json("The name, the public key, and the paths of the files.");
        var command = new Command("keygen", "Makes the keys of a node or of an agent: NAME.key and NAME.key_secret.")
        {
            name, folder, json,
        };
        command.SetAction(parsed => Run(parsed.GetValue(name)!, parsed.GetValue(folder)!, parsed.GetValue(json)));
        return command;
    }

    private static int Run(string name, string folder, bool asJson)
    {
        if (!NameForm().IsMatch(name))
            throw new UsageException(
                $"keygen {name}: expected a name of up to 100 letters, digits, _, - and dots that begins with none of - and dot");
        var keys = CurveKeyPair.Generate();
        var (publicFile, secretFile) = CurveCertificate.Save(keys, folder, name);
        var made = new MadeKeys(name, keys.PublicKey, Path.GetFullPath(publicFile), Path.GetFullPath(secretFile));
        Console.WriteLine(asJson
            ? JsonSerializer.Serialize(made, KeygenJson.Default.MadeKeys)
            : Describe(name, publicFile, secretFile));
        return ExitCode.Done;
    }

    private static string Describe(string name, string publicFile, string secretFile) => $"""
        made {publicFile}, to be handed on, and {secretFile}, which only you can read

        if {name} is an agent:
          copy {name}.key into the folder of the node that tapedeck.security.clients names
          the agent connects with {name}.key_secret and the .key of the node
        if {name} is the node:
          ./tapedeck node --set tapedeck.security.server-key={secretFile} --set tapedeck.security.clients=DIR
          each agent needs {name}.key
        """;

    [GeneratedRegex(@"^[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}$")]
    private static partial Regex NameForm();
}

/// <summary>What <c>tapedeck keygen --json</c> prints; paths are absolute.</summary>
internal sealed record MadeKeys(string Name, string PublicKey, string PublicFile, string SecretFile);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MadeKeys))]
internal sealed partial class KeygenJson : JsonSerializerContext;
