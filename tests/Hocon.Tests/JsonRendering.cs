using System.Text.Json.Nodes;
using Tapedeck.Hocon;
using Tapedeck.Hocon.Values;

namespace Tapedeck.Tests.Hocon;

/// <summary>Renders a resolved configuration as JSON, so that tests can state the whole of what they expect.</summary>
internal static class JsonRendering
{
    public static JsonObject ToJson(this HoconConfig config) => (JsonObject)Render(config.Root)!;

    /// <summary>
    /// Fails unless the HOCON text means this JSON document; variables are those given, none by default.
    /// </summary>
    public static void Means(string hocon, string json, params (string Name, string Value)[] variables)
    {
        var environment = variables.ToDictionary(variable => variable.Name, variable => variable.Value);
        var actual = HoconConfig.Parse(hocon).Resolve(environment).ToJson();
        Same(json, actual);
    }

    public static void Same(string expectedJson, JsonNode actual)
    {
        var expected = JsonNode.Parse(expectedJson);
        Assert.True(JsonNode.DeepEquals(expected, actual),
            $"expected {expected!.ToJsonString()}\nactual   {actual.ToJsonString()}");
    }

    private static JsonNode? Render(HoconNode node) => node switch
    {
        ScalarNode { Kind: ScalarKind.Null } => null,
        ScalarNode { Kind: ScalarKind.String } scalar => JsonValue.Create(scalar.Text),
        ScalarNode scalar => JsonNode.Parse(scalar.Text),
        ArrayNode list => new JsonArray([.. list.Elements.Select(Render)]),
        ObjectNode inner => new JsonObject(
            inner.Fields.Select(pair => KeyValuePair.Create(pair.Key, Render(pair.Value[^1])))),
        _ => throw new InvalidOperationException($"{node.Description} is not resolved"),
    };
}
