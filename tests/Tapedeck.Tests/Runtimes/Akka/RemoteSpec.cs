using System.Net.Sockets;
using System.Security.Cryptography;
using Akka.Serialization;
using Tapedeck.Analytics;
using Tapedeck.Client;
using Tapedeck.Tests.Analytics;

namespace Tapedeck.Tests.Runtimes;

/// <summary>A client can ask, and nothing else: on real ports, with clients that keep to no rule.</summary>
public sealed class RemoteSpec : TestKit
{
    /// <summary>A stranger: Akka.NET as it comes, with all of its serializers.</summary>
    private const string Stranger = """
        akka {
          loglevel = OFF
          actor.provider = remote
          remote.dot-netty.tcp { hostname = 127.0.0.1, port = 0 }
        }
        pinned-dispatcher { type = PinnedDispatcher }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public RemoteSpec()
        : base(Stranger)
    {
    }

    public sealed record Plain(string Text);

    [Fact]
    public async Task A_client_is_answered()
    {
        await using var node = await RemoteNode.StartAsync();

        await node.AssertAnswersAsync();
    }

    [Fact]
    public async Task A_page_comes_with_its_lines_and_its_cursor()
    {
        await using var node = await RemoteNode.StartAsync();
        await using var client = NodeClient.Connect(node.Address);

        var page = await client.GetPageAsync(new NodeProtocol.QueryEvents(new EventFilter(), 3, "17"));

        Assert.Equal((3, "17"), (Assert.Single(page.Lines).Length, page.Next));
    }

    [Fact]
    public async Task A_report_comes_with_the_sequence_that_it_looked_at_last()
    {
        await using var node = await RemoteNode.StartAsync();
        await using var client = NodeClient.Connect(node.Address);

        var report = await client.GetReportAsync(new EventFilter { Speaker = "gemini_cli" });

        Assert.Equal(7, report.LastSequence);
        Assert.Equal(ReportJson.Of(SomeReport.Of("gemini_cli")), report.Json.ToArray());
    }

    [Fact]
    public async Task A_page_of_the_longest_line_fits_into_a_frame()
    {
        await using var node = await RemoteNode.StartAsync();
        await using var client = NodeClient.Connect(node.Address);

        var page = await client.GetPageAsync(new NodeProtocol.QueryEvents(new EventFilter(), 8 * 1024 * 1024, null));

        Assert.Equal(8 * 1024 * 1024, Assert.Single(page.Lines).Length);
    }

    [Theory]
    [InlineData("a text")]
    [InlineData(42)]
    public async Task A_message_of_a_built_in_type_is_refused_and_logged(object message)
    {
        await using var node = await RemoteNode.StartAsync();

        Door(node).Tell(message, TestActor);

        await AssertRefusedAsync(node, "may not cross the wire");
    }

    [Fact]
    public async Task An_object_of_a_type_of_the_clients_is_not_deserialized()
    {
        await using var node = await RemoteNode.StartAsync();

        Door(node).Tell(new Plain("x"), TestActor);

        await AssertRefusedAsync(node, "may not cross the wire");
    }

    [Fact]
    public async Task Neither_the_door_nor_an_actor_behind_it_can_be_killed_stopped_or_watched_to_death()
    {
        await using var node = await RemoteNode.StartAsync();
        foreach (var path in new[] { "/user/node", "/user/answers" })
        {
            var guessed = ((ExtendedActorSystem)Sys).Provider.ResolveActorRef(Root(node) + path);
            foreach (var harm in new object[] { Kill.Instance, PoisonPill.Instance, "a text" })
            {
                guessed.Tell(harm, TestActor);
                Sys.ActorSelection(Root(node) + path).Tell(harm, TestActor);
            }

            Watch(guessed);
            Unwatch(guessed);
        }

        await AssertRefusedAsync(node, "may not cross the wire");
    }

    [Fact]
    public async Task A_client_of_another_protocol_version_is_told_so()
    {
        var later = BootstrapSetup.Create().WithConfig(
            Akka.Configuration.ConfigurationFactory.ParseString($$"""
            akka.actor {
              serializers.later = "{{typeof(LaterSerializer).AssemblyQualifiedName}}"
              serialization-bindings { "{{typeof(Plain).AssemblyQualifiedName}}" = later }
            }
            """).WithFallback(Akka.Configuration.ConfigurationFactory.ParseString(Stranger)));
        await using var node = await RemoteNode.StartAsync();
        using var client = ActorSystem.Create("later", later);

        var answer = await client.ActorSelection(Root(node) + "/user/node").Ask<Plain>(new Plain("v2"), Patience);

        Assert.Contains("tapedeck.get-status.v2", answer.Text, StringComparison.Ordinal);
        Assert.Contains("version 1", answer.Text, StringComparison.Ordinal);
        Assert.Contains("refused", node.Log.Text, StringComparison.Ordinal);
        await node.AssertAnswersAsync();
    }

    [Fact]
    public async Task Malformed_frames_cost_their_sender_the_connection_and_nobody_else_anything()
    {
        await using var node = await RemoteNode.StartAsync();
        byte[][] frames =
        [
            "GET / HTTP/1.1\r\n\r\n"u8.ToArray(), [0xFF, 0xFF, 0xFF, 0x7F, 1, 2, 3], [4, 0, 0, 0, 0xDE, 0xAD, 0xBE, 0xEF],
            [0xFF, 0xFF, 0xFF, 0xFF], RandomNumberGenerator.GetBytes(4096),
        ];
        foreach (var frame in frames)
        {
            using var raw = new TcpClient("127.0.0.1", node.Address.Port);
            await raw.GetStream().WriteAsync(frame);
        }

        await node.AssertAnswersAsync();
    }

    private static string Root(RemoteNode node) => node.Address.GetLeftPart(UriPartial.Authority);

    private ActorSelection Door(RemoteNode node) => Sys.ActorSelection(Root(node) + RemoteTransport.Door);

    private async Task AssertRefusedAsync(RemoteNode node, string reason)
    {
        await AwaitAssertAsync(() => Assert.Contains(reason, node.Log.Text, StringComparison.Ordinal), Patience);
        await node.AssertAnswersAsync();
    }

    /// <summary>A client of a later version, under the same serializer id.</summary>
    public sealed class LaterSerializer(ExtendedActorSystem system) : SerializerWithStringManifest(system)
    {
        public override int Identifier => 5590;

        public override string Manifest(object o) => "tapedeck.get-status.v2";

        public override byte[] ToBinary(object obj) => [];

        public override object FromBinary(byte[] bytes, string manifest) =>
            new Plain(System.Text.Encoding.UTF8.GetString(bytes));
    }
}
