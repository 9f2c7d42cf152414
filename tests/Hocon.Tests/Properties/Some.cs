using System.Text.Json.Nodes;
using FsCheck;
using FsCheck.Fluent;

namespace Tapedeck.Tests.Hocon.Properties;

/// <summary>A JSON document whose root is an object.</summary>
public sealed record JsonDocumentText(string Text);

/// <summary>A few HOCON lines over few keys, so that they meet: values, merges, references and appends.</summary>
public sealed record HoconLines(string Text);

/// <summary>Text made of the language's own symbols, mostly no valid document.</summary>
public sealed record SyntaxSoup(string Text);

/// <summary>The generators of this folder's properties.</summary>
public static class Some
{
    private static readonly string[] Symbols =
    [
        "{", "}", "[", "]", ",", ":", "=", "+=", "${", "${?", "\"", "\"\"\"", "\\", "\\u00", "#", "//", "\n", "\r", " ",
        "\t", "a", "b", "a.b", ".", "include", "include \"a\"", "required(", "file(", ")", "true", "null", "1", "-",
        "1e+", "e5", "$", "+", "?", "\0", "\ud800", "\u2028", "é",
    ];

    public static Arbitrary<JsonDocumentText> JsonDocuments() =>
        Objects(3).Select(node => new JsonDocumentText(node.ToJsonString())).ToArbitrary();

    public static Arbitrary<HoconLines> Lines() =>
        Gen.Elements("a", "b", "c", "a.b", "a.c", "b.a")
            .SelectMany(key => HoconValues(key).Select(value => key + value))
            .ListOf().Select(lines => new HoconLines(string.Join('\n', lines))).ToArbitrary();

    public static Arbitrary<SyntaxSoup> Soups() =>
        Gen.Elements(Symbols).ListOf().Select(parts => new SyntaxSoup(string.Concat(parts))).ToArbitrary();

    private static Gen<string> HoconValues(string key) => Gen.Elements(
        " = 1", " = x", " = null", " = [1]", " = { b = 1 }", " { a = 2, c = { b = 3 } }", " = ${?a}", " = ${?b.a}",
        " = ${?c} { c = 4 }",
        " += 5", $" = ${{?{key}}} [6]", " = ${b}", " { b = ${?a.c} }");

    private static Gen<JsonNode?> Values(int depth) => depth == 0
        ? Scalars()
        : Gen.OneOf(Scalars(), Lists(depth - 1), Objects(depth - 1).Select(node => (JsonNode?)node));

    private static Gen<JsonNode?> Scalars() => Gen.OneOf(
        Strings().Select(text => (JsonNode?)JsonValue.Create(text)),
        ArbMap.Default.GeneratorFor<long>().Select(number => (JsonNode?)JsonValue.Create(number)),
        ArbMap.Default.GeneratorFor<NormalFloat>().Select(number => (JsonNode?)JsonValue.Create(number.Get)),
        Gen.Elements(true, false).Select(boolean => (JsonNode?)JsonValue.Create(boolean)),
        Gen.Constant((JsonNode?)null));

    private static Gen<JsonNode?> Lists(int depth) =>
        Values(depth).ListOf().Select(nodes => (JsonNode?)new JsonArray([.. nodes.Take(5)]));

    private static Gen<JsonObject> Objects(int depth) =>
        Strings().SelectMany(key => Values(depth).Select(value => KeyValuePair.Create(key, value))).ListOf()
            .Select(pairs => new JsonObject(pairs.Take(6).DistinctBy(pair => pair.Key)));

    private static Gen<string> Strings() => Gen.OneOf(
        Gen.Elements("", "a", "a.b", "${x}", "include", "\"", "\\", "//", "a b", "null", "\u2028", "😀"),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => text.Get));
}
