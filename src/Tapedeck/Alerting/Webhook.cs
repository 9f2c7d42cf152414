using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace Tapedeck.Alerting;

/// <summary>What became of an attempt to send a notice.</summary>
/// <param name="IsDone">Whether it need not be sent again.</param>
/// <param name="Error">Why it did not arrive; null if it did.</param>
internal readonly record struct WebhookAttempt(bool IsDone, string? Error);

/// <summary>
/// Sends notices: a POST of the notice's JSON, with <c>Tapedeck-Delivery</c>, the notice's id, and, where there is a secret,
/// <c>Tapedeck-Signature: t=UNIX-SECONDS,v1=HEX</c>, the HMAC-SHA256 over <c>UNIX-SECONDS.BODY</c>.
/// </summary>
internal sealed class Webhook(WebhookSettings settings, TimeProvider time) : IDisposable
{
    private readonly HttpClient _http = new() { Timeout = TimeSpan.FromSeconds(10) };

    public async Task<WebhookAttempt> SendAsync(AlertNotice notice, CancellationToken stop)
    {
        var body = notice.Json();
        using var post = new HttpRequestMessage(HttpMethod.Post, settings.Url) { Content = new ByteArrayContent(body) };
        post.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        post.Headers.Add("Tapedeck-Delivery", notice.Id.ToString());
        if (settings.Secret is { } secret)
            post.Headers.Add("Tapedeck-Signature", Signature(secret, time.GetUtcNow(), body));
        try
        {
            using var answer = await _http.SendAsync(post, HttpCompletionOption.ResponseHeadersRead, stop).ConfigureAwait(false);
            return answer.IsSuccessStatusCode
                ? new WebhookAttempt(IsDone: true, null)
                : new WebhookAttempt(IsRefusal(answer.StatusCode), $"{settings.Url} answers {(int)answer.StatusCode}");
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException)
        {
            return new WebhookAttempt(IsDone: false, $"{settings.Url}: {failure.Message}");
        }
    }

    public void Dispose() => _http.Dispose();

    private static string Signature(byte[] secret, DateTimeOffset at, byte[] body)
    {
        var seconds = at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        byte[] text = [.. Encoding.ASCII.GetBytes(seconds), (byte)'.', .. body];
        return $"t={seconds},v1={Convert.ToHexStringLower(HMACSHA256.HashData(secret, text))}";
    }

    /// <summary>What sending again would not change.</summary>
    private static bool IsRefusal(HttpStatusCode code) =>
        (int)code is >= 300 and < 500 && code is not (HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests);
}
