using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Logging.Abstractions;
using Tapedeck.Alerting;
using Tapedeck.Tests.Actors;
using static Tapedeck.Tests.Alerting.SomeAlerts;

namespace Tapedeck.Tests.Alerting;

public sealed class WebhookActorSpec : VirtualTimeSpec
{
    private static readonly byte[] Secret = "the secret"u8.ToArray();

    private readonly HookServer _server = new();

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        _server.Dispose();
    }

    [Fact]
    public async Task A_notice_is_signed_and_sent_once_it_is_taken()
    {
        var notice = Notice();
        Start().Tell(notice, TestActor);

        var sent = await _server.TakeAsync(200);

        Assert.Equal(notice.Json(), sent.Body);
        Assert.Equal(notice.Id.ToString(), sent.Delivery);
        var time = long.Parse(sent.Signature!.Split(',')[0]["t=".Length..], CultureInfo.InvariantCulture);
        Assert.InRange(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - time, 0, 60);
        byte[] signed = [.. Encoding.ASCII.GetBytes($"{time}."), .. sent.Body];
        Assert.Equal($"t={time},v1={Convert.ToHexStringLower(HMACSHA256.HashData(Secret, signed))}", sent.Signature);
    }

    [Fact]
    public async Task What_fails_is_sent_again_in_order_and_what_is_refused_is_not()
    {
        AlertNotice[] notices = [Fresh(), Fresh("silence"), Fresh("score")];
        var actor = Start();
        foreach (var notice in notices)
            actor.Tell(notice, TestActor);

        Assert.Equal(notices[0].Json(), (await _server.TakeAsync(503)).Body);
        var again = _server.TakeAsync(200);
        AwaitAssert(() =>
        {
            Time.Advance(TimeSpan.FromSeconds(1));
            Assert.True(again.IsCompleted);
        });
        Assert.Equal(notices[0].Json(), (await again).Body);
        Assert.Equal(notices[1].Json(), (await _server.TakeAsync(410)).Body);
        Assert.Equal(notices[2].Json(), (await _server.TakeAsync(204)).Body);
    }

    [Fact]
    public async Task What_cannot_be_sent_for_an_hour_is_given_up()
    {
        AlertNotice[] notices = [Notice(), Fresh("silence")]; // the first is older than that
        var actor = Start();
        foreach (var notice in notices)
            actor.Tell(notice, TestActor);

        Assert.Equal(notices[0].Json(), (await _server.TakeAsync(503)).Body);
        Assert.Equal(notices[1].Json(), (await _server.TakeAsync(200)).Body);
    }

    private static AlertNotice Fresh(string rule = "disk") => Notice(rule: rule) with { At = DateTimeOffset.UtcNow };

    private IActorRef Start()
    {
        var settings = new WebhookSettings(_server.Url, Secret);
        return Sys.ActorOf(Props.Create(() => new WebhookActor(settings, TimeProvider.System, NullLogger.Instance)));
    }

    /// <summary>What was sent to a webhook.</summary>
    private sealed record Sent(byte[] Body, string? Delivery, string? Signature);

    /// <summary>Takes requests one by one, each with the answer it is told.</summary>
    private sealed class HookServer : IDisposable
    {
        private readonly HttpListener _listener = new();

        public HookServer()
        {
            using var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
            free.Start();
            Url = new Uri($"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/hook/");
            free.Stop();
            _listener.Prefixes.Add(Url.ToString());
            _listener.Start();
        }

        public Uri Url { get; }

        public async Task<Sent> TakeAsync(int status)
        {
            var context = await _listener.GetContextAsync().WaitAsync(TimeSpan.FromSeconds(30));
            using var body = new MemoryStream();
            await context.Request.InputStream.CopyToAsync(body);
            context.Response.StatusCode = status;
            context.Response.Close();
            return new Sent(body.ToArray(), context.Request.Headers["Tapedeck-Delivery"], context.Request.Headers["Tapedeck-Signature"]);
        }

        public void Dispose() => _listener.Close();
    }
}
