using Microsoft.AspNetCore.Http;
using Tapedeck.Client;

namespace Tapedeck.Host.Http;

/// <summary>What changes something has to carry a header that a page in a browser cannot set for another origin.</summary>
internal static class ChangeRequest
{
    /// <summary>Answers with 403 if the header is missing.</summary>
    public static async Task<bool> IsOneAsync(HttpContext context)
    {
        if (context.Request.Headers.ContainsKey(HttpNodeClient.ChangeHeader))
            return true;
        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync($"what changes something needs the header {HttpNodeClient.ChangeHeader}\n");
        return false;
    }
}
