using Tapedeck.Analytics;
using Tapedeck.Configuration;
using Tapedeck.Enrichment.Masking;
using Tapedeck.Hocon;
using Tapedeck.Journal;
using Tapedeck.Journal.Sessions;
using Tapedeck.Tests.Enrichment;
using Tapedeck.Tests.Support;

namespace Tapedeck.Tests.Configuration;

public sealed class SettingsTests : IDisposable
{
    private static readonly string Reference = Shipped("reference.conf");

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_reference_and_the_settings_are_the_same_list_of_keys() => Assert.Equal(
        HoconConfig.ParseFile(Reference).Resolve().LeafPaths().Order(StringComparer.Ordinal),
        RecorderSettings.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void Every_key_of_the_reference_has_a_comment_above_it()
    {
        var lines = File.ReadAllLines(Reference);
        for (var i = 1; i < lines.Length; i++)
        {
            if (lines[i].Contains(" = ", StringComparison.Ordinal) && !lines[i].TrimStart().StartsWith('#'))
                Assert.StartsWith("#", lines[i - 1].TrimStart(), StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_defaults_are_the_reference()
    {
        var settings = Load("");

        Assert.Equal("tcp://127.0.0.1:5557", settings.PushBind);
        Assert.Equal("127.0.0.1:5580", settings.HttpBind);
        Assert.Equal(8 * 1024 * 1024, settings.MaxMessageSize);
        Assert.Equal(TimeSpan.Zero, settings.NaiveOffset);
        Assert.Equal(Environment.ProcessorCount, settings.EnricherPoolSize);
        Assert.Equal(Path.GetFullPath("conversation_logs"), settings.Logs);
        Assert.Equal("tcp://127.0.0.1:5558", settings.AcknowledgedBind);
        Assert.Equal(
            new BrokerSettings("tcp://127.0.0.1:5555", "tcp://127.0.0.1:5556", 10_000, TimeSpan.FromSeconds(1)), settings.Broker);
        Assert.Null(settings.Tap);
        Assert.Equal(250_000, settings.DedupeWindow);
        Assert.Null(settings.Security);
        Assert.Equal(DurabilityPolicy.Group, settings.Durability);
        Assert.Equal(RollPolicy.Never, settings.Roll);
        Assert.Equal(SecretKinds.None, settings.Mask);
        Assert.Equal(
            new ReportSettings(Path.GetFullPath("reports"), ReportFormats.Json | ReportFormats.Markdown, TimeSpan.FromHours(6), TimeOnly.MinValue),
            settings.Report);
    }

    [Theory]
    [InlineData("[all]", SecretKinds.All)]
    [InlineData("[api-key, email]", SecretKinds.ApiKey | SecretKinds.Email)]
    [InlineData("[private-key, bearer-token, email, api-key]", SecretKinds.All)]
    public void Secrets_are_masked_by_the_kinds_that_are_listed(string list, object kinds)
    {
        Assert.Equal(kinds, Load($"tapedeck.enrichment.mask = {list}").Mask);
        Assert.Equal(kinds, Load("", ("tapedeck.enrichment.mask", list)).Mask);
    }

    [Theory]
    [InlineData("group")]
    [InlineData("each")]
    [InlineData("interval 100ms")]
    public void Each_durability_policy_is_told_as_it_is_configured(string policy) => Assert.Equal(
        policy, Load($"tapedeck.journal.durability = \"{policy}\"").Durability.ToString());

    [Theory]
    [InlineData("1GiB", 1L << 30, null)]
    [InlineData("00:30", null, 30)]
    [InlineData("64MB, 12:00", 64_000_000L, 720)]
    [InlineData("12:00,1KiB", 1024L, 720)]
    public void A_session_is_rolled_by_size_time_of_day_or_both(string roll, long? bytes, int? minutes) => Assert.Equal(
        new RollPolicy(bytes, minutes is { } at ? TimeOnly.MinValue.AddMinutes(at) : null),
        Load($"tapedeck.journal.roll = \"{roll}\"").Roll);

    [Fact]
    public void The_shipped_node_configuration_changes_nothing() => Assert.Equivalent(
        Load(""), SettingsLoader.Load(Reference, Shipped("node.conf"), []), strict: true);

    [Fact]
    public void The_file_wins_over_the_reference_and_an_override_over_both()
    {
        var settings = Load(
            "tapedeck { node-name = file, http.bind = \"\", naive-timestamps = \"+02:00\" }", ("tapedeck.node-name", "override"));

        Assert.Equal("override", settings.NodeName);
        Assert.Null(settings.HttpBind);
        Assert.Equal(TimeSpan.FromHours(2), settings.NaiveOffset);
    }

    [Theory]
    [InlineData("tapedeck.ingest.push.bnd = x", "unknown key tapedeck.ingest.push.bnd; did you mean tapedeck.ingest.push.bind?")]
    [InlineData("tapedeck.journal.durability = sometimes", "expected group, each, or an interval")]
    [InlineData("tapedeck.journal.durability = \"interval 0s\"", "expected group, each, or an interval")]
    [InlineData("tapedeck.journal.durability = \"interval 2h\"", "of at most a minute")]
    [InlineData("tapedeck.checkpoint.interval = 1ms", "expected 0, or a duration from 10ms to 31d")]
    [InlineData("tapedeck.checkpoint.interval = 32d", "expected 0, or a duration from 10ms to 31d")]
    [InlineData("tapedeck.checkpoint.parquet = snappy", "expected gzip, brotli, uncompressed or off")]
    [InlineData("tapedeck.alert.score-below = 101", "expected a number from 0 to 100")]
    [InlineData("tapedeck.alert.insight-below = much", "expected a number from 0 to 100")]
    [InlineData("tapedeck.alert.hold = -1s", "expected a duration of zero or more")]
    [InlineData("tapedeck.alert.webhook.url = \"ftp://example.org\"", "expected a URL such as https://example.org/hook")]
    [InlineData("tapedeck.alert.webhook { url = \"http://h/\", secret-file = \"no/such/file\" }", "no/such/file")]
    [InlineData("tapedeck.report.interval = -1s", "expected 0, or a duration from 10ms to 31d")]
    [InlineData("tapedeck.report.daily = noon", "expected a time of day in UTC such as \"00:00\", or off")]
    [InlineData("tapedeck.report.formats = [json, pdf]", "\"pdf\" is no format of a report, expected any of json, md and html")]
    [InlineData("tapedeck.report.formats = []", "tapedeck.report.formats is empty")]
    [InlineData("tapedeck.journal.roll = daily", "expected never, a size such as 1GiB")]
    [InlineData("tapedeck.journal.roll = \"1GiB, 2GiB\"", "expected never, a size such as 1GiB")]
    [InlineData("tapedeck.journal.roll = \"24:00\"", "expected never, a size such as 1GiB")]
    [InlineData("tapedeck.journal.roll = 0", "expected never, a size such as 1GiB")]
    [InlineData("tapedeck.enrichment.pool-size = -1", "tapedeck.enrichment.pool-size is -1, expected at least 0")]
    [InlineData("tapedeck.ingest.push.bind = \"5557\"", "expected an endpoint")]
    [InlineData("tapedeck.ingest.push.bind = \"tcp://*:5557\"", "which other machines reach")]
    [InlineData("tapedeck.http.bind = \"192.168.0.1:80\"", "which other machines reach")]
    [InlineData("tapedeck.http.bind = \"5580\"", "expected host:port")]
    [InlineData("tapedeck.naive-timestamps = Berlin", "expected UTC or an offset")]
    [InlineData("tapedeck.ingest.acknowledged.bind = \"tcp://0.0.0.0:5558\"", "make keys with `tapedeck keygen`")]
    [InlineData("tapedeck.ingest.broker.publishers.bind = \"tcp://eth0:5555\"", "which other machines reach")]
    [InlineData("tapedeck.ingest.broker.subscribers.bind = \"\"", "expected an endpoint")]
    [InlineData("tapedeck.ingest.broker.high-water-mark = 0", "expected at least 1")]
    [InlineData("tapedeck.ingest.broker.hold = -1s", "expected a duration of zero or more")]
    [InlineData("tapedeck.ingest.dedupe-window = -1", "expected at least 0")]
    [InlineData(
        "tapedeck.enrichment.mask = [email, iban]",
        "has \"iban\", expected any of api-key, bearer-token, private-key and email, or all")]
    [InlineData("tapedeck.ingest.tap.connect = \"tcp://*:5556\"", "expected an endpoint")]
    [InlineData(
        "tapedeck.ingest.tap { server-key = broker.key, connect = \"tcp://10.0.0.7:5556\" }",
        "needs a key pair of the node's own")]
    [InlineData("tapedeck.security.server-key = node.key_secret", "tapedeck.security.clients is not: set it to the folder")]
    [InlineData("tapedeck.security.clients = clients", "tapedeck.security.server-key is not: set it to the secret key file")]
    public void A_setting_that_no_node_can_run_with_is_named_with_its_place(string text, string fault)
    {
        var refused = Assert.Throws<SettingsException>(() => Load("\n" + text));

        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
        Assert.Contains("node.conf:2:", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_off_has_no_settings()
    {
        var settings = Load("""
            tapedeck.ingest { broker { enabled = off, hold = -1s }, acknowledged.bind = "" }
            tapedeck.report { interval = 0, daily = off }
            """);

        Assert.Null(settings.Broker);
        Assert.Null(settings.AcknowledgedBind);
        Assert.False(settings.Report.IsScheduled);
    }

    [Fact]
    public void With_keys_a_socket_may_be_bound_where_other_machines_reach_it()
    {
        var settings = Load("""
            tapedeck {
              security { server-key = node.key_secret, clients = clients }
              ingest { push.bind = "tcp://*:5557", broker.publishers.bind = "tcp://0.0.0.0:5555" }
              ingest.tap { connect = "tcp://10.0.0.7:5556", server-key = broker.key }
            }
            """);

        Assert.Equal(new SecuritySettings(Path.GetFullPath("node.key_secret"), Path.GetFullPath("clients")), settings.Security);
        Assert.Equal("tcp://*:5557", settings.PushBind);
        Assert.Equal("tcp://0.0.0.0:5555", settings.Broker!.PublishersBind);
        Assert.Equal(new TapSettings("tcp://10.0.0.7:5556", Path.GetFullPath("broker.key")), settings.Tap);
    }

    [Fact]
    public void A_faulty_override_is_named_as_such()
    {
        var refused = Assert.Throws<SettingsException>(() => Load("", ("tapedeck.htp.bind", "x")));

        Assert.Contains("--set tapedeck.htp.bind", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Keys_outside_tapedeck_are_somebody_elses() => Load("akka.loglevel = DEBUG");

    [Fact]
    public void The_shipped_taxonomy_is_the_documented_rules()
    {
        var shipped = TaxonomyFile.Load(Shipped("taxonomy.conf"));
        var expected = Some.Taxonomy();

        Assert.Equal(expected.Version, shipped.Version);
        Assert.Equivalent(expected.Domains, shipped.Domains, strict: true);
        Assert.Equal(expected.Domains.Select(domain => domain.Name), shipped.Domains.Select(domain => domain.Name));
        Assert.Equal(expected.DefaultDomain, shipped.DefaultDomain);
        Assert.Equivalent(expected.Tiers, shipped.Tiers, strict: true);
        Assert.Equal(expected.DefaultTier, shipped.DefaultTier);
        Assert.Equivalent(expected.Tags, shipped.Tags, strict: true);
        Assert.Equal(expected.Tags.Select(tag => tag.Name), shipped.Tags.Select(tag => tag.Name));
        Assert.Equivalent(expected.Keywords, shipped.Keywords, strict: true);
    }

    private static string Shipped(string name) => Path.Combine(AppContext.BaseDirectory, "hocon", name);

    private RecorderSettings Load(string text, params (string Key, string Value)[] overrides)
    {
        var file = _folder.File("node.conf");
        File.WriteAllText(file, text);
        return SettingsLoader.Load(Reference, file, overrides);
    }
}
