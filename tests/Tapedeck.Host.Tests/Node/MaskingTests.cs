using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tapedeck.Tests.Host.Support;

namespace Tapedeck.Tests.Host.Node;

/// <summary>With <c>tapedeck.enrichment.mask</c> no secret of a message reaches any file.</summary>
public sealed partial class MaskingTests : IDisposable
{
    private static readonly string[] MaskAll = ["--set", "tapedeck.enrichment.mask=[all]"];

    // Put together here, so that no scanner takes this file for a leak.
    private static readonly string ApiKey = "sk-" + "ant-api03-aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0eF3hJ6kM9nP2rS5tU8wX1zA4cD7";
    private const string Password = "hunter2+hunter2";
    private const string Email = "alice.smith@example.com";
    private const string BearerToken = "mF_9.B5f-4.1JqM+0123456789";
    private static readonly string PrivateKey =
        "-----BEGIN " + "PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7\n-----END PRIVATE KEY-----";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task No_secret_reaches_a_file_and_equal_ones_stay_comparable_across_a_restart()
    {
        var session = new Session(_folder.Path);
        var text = $"key {ApiKey}, password={Password}, mail {Email}, Authorization: Bearer {BearerToken}, {PrivateKey}";
        {
            var (node, push) = await Started();
            await using var _ = node;
            using (var pusher = new Pusher(push.Push))
            {
                pusher.Send(Flat("m-1", text));
                pusher.Send(Encoding.UTF8.GetBytes(
                    $$"""{"event_type":"received","agent":"{{Email}}","message":{{Encoding.UTF8.GetString(Flat("m-1", text))}}}"""));
                pusher.Send(Flat("m-2", $"only {ApiKey}"));
                pusher.Send(Encoding.UTF8.GetBytes($"garbage {ApiKey} {PrivateKey}"));
                pusher.SendParts("a", "b", $"in parts Bearer {BearerToken} {Email}");
                pusher.Send(Flat("m-3", new string('x', 3000) + " " + string.Concat(Enumerable.Repeat(ApiKey + " ", 2_000))));
                pusher.Send(Flat("m-4", "last"));
            }

            await Eventually.IsTrueAsync(() => session.CountLines() == 3, "three events");
            var masked = (await MaskedAsync(push.Http))!.Value;
            Assert.True(masked.GetProperty("api_keys").GetInt64() > 10, masked.ToString());
            Assert.Equal(2, masked.GetProperty("bearer_tokens").GetInt64());
            Assert.Equal(2, masked.GetProperty("private_keys").GetInt64());
            Assert.Equal(2, masked.GetProperty("emails").GetInt64());
            Assert.Equal(0, await node.TerminateAsync());
        }

        {
            var (node, push) = await Started();
            await using var _ = node;
            using (var pusher = new Pusher(push.Push))
                pusher.Send(Flat("m-5", $"again {ApiKey}"));
            await Eventually.IsTrueAsync(() => session.CountLines() == 4, "one more event");
            Assert.Equal(0, await node.TerminateAsync());
        }

        AssertNoSecret();
        Assert.Single(session.Deliveries());
        Assert.Equal(3, session.Quarantine().Count);
        var keys = session.Events().Select(e => e.GetProperty("Message").GetString()!)
            .Select(message => ApiKeyDigest().Match(message)).Where(match => match.Success).Select(match => match.Value).ToList();
        Assert.Equal(3, keys.Count);
        Assert.Single(keys.Distinct());
    }

    [Fact]
    public async Task Without_the_setting_nothing_is_masked_and_status_says_nothing_of_it()
    {
        var node = await HostProcess.StartNodeAsync(_folder.Path);
        await using var _ = node;
        var session = new Session(_folder.Path);
        using (var pusher = new Pusher(node.Push))
            pusher.Send(Flat("m-1", $"only {ApiKey}"));
        await Eventually.IsTrueAsync(() => session.CountLines() == 1, "the event");

        Assert.Null(await MaskedAsync(node.Http));
        Assert.Equal(0, await node.Process.TerminateAsync());
        Assert.Contains(ApiKey, session.Events()[0].GetProperty("Message").GetString(), StringComparison.Ordinal);
        Assert.False(File.Exists(Path.Combine(_folder.Path, "mask.salt")));
    }

    private async Task<(HostProcess Process, RunningNode Node)> Started()
    {
        var node = await HostProcess.StartNodeAsync(_folder.Path, [.. MaskAll, "--set", "tapedeck.ingest.max-message-size=64KiB"]);
        return (node.Process, node);
    }

    private static async Task<JsonElement?> MaskedAsync(string http)
    {
        using var client = new HttpClient();
        var status = await client.GetFromJsonAsync<JsonElement>($"{http}/api/status");
        return status.TryGetProperty("masked", out var masked) ? masked : null;
    }

    /// <summary>Looks into every file, and into what is kept there in Base64.</summary>
    private void AssertNoSecret()
    {
        foreach (var file in Directory.GetFiles(_folder.Path, "*", SearchOption.AllDirectories))
        {
            var content = File.ReadAllText(file, Encoding.Latin1);
            content += string.Concat(Base64().Matches(content).Select(match =>
                Encoding.Latin1.GetString(Convert.FromBase64String(match.Groups[1].Value))));
            foreach (var secret in new[] { ApiKey, Password, "hunter2", Email, BearerToken, PrivateKey[40..60], ApiKey[..20] })
                Assert.False(content.Contains(secret, StringComparison.Ordinal), $"{file} contains {secret}");
        }
    }

    private static byte[] Flat(string id, string text) => JsonSerializer.SerializeToUtf8Bytes(
        new { message_id = id, from = "claude_code", to = "gemini_cli", type = "request", content = new { message = text } });

    [GeneratedRegex(@"\[masked:api-key:[0-9a-f]{16}\]")]
    private static partial Regex ApiKeyDigest();

    [GeneratedRegex("\"(?:Bytes|Head|Topic)\":\"([^\"]*)\"")]
    private static partial Regex Base64();
}
