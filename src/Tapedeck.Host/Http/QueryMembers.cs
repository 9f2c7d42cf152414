using Microsoft.AspNetCore.Http;

namespace Tapedeck.Host.Http;

/// <summary>The members of a request's query string; one that is there several times comes several times.</summary>
internal static class QueryMembers
{
    public static IEnumerable<KeyValuePair<string, string>> Of(HttpContext context) =>
        context.Request.Query.SelectMany(member => member.Value.Select(value => KeyValuePair.Create(member.Key, value ?? "")));
}
