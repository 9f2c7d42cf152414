using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tapedeck.Tests.Host.Support;

/// <summary>An HTTP server that answers everything alike and keeps what it was asked.</summary>
internal sealed class AnsweringNode : IAsyncDisposable
{
    private readonly WebApplication _application;

    private AnsweringNode(WebApplication application) => _application = application;

    public string Url => _application.Urls.First();

    /// <summary>Method, path and query of the last question, and its body.</summary>
    public (string Request, string Body) Asked { get; private set; }

    public static async Task<AnsweringNode> StartAsync(string answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var application = builder.Build();
        application.Urls.Add("http://127.0.0.1:0");
        var node = new AnsweringNode(application);
        application.Run(async context =>
        {
            using var body = new StreamReader(context.Request.Body);
            node.Asked = ($"{context.Request.Method} {context.Request.Path}{context.Request.QueryString}", await body.ReadToEndAsync());
            await context.Response.WriteAsync(answer);
        });
        await application.StartAsync();
        return node;
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
