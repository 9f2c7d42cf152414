using System.Text.Json.Serialization;

namespace Tapedeck.Client;

/// <summary>The JSON form of a page's cursor.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class CursorJson : JsonSerializerContext;
