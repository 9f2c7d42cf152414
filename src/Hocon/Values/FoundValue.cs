using System.Globalization;
using Tapedeck.Hocon.Units;

namespace Tapedeck.Hocon.Values;

/// <summary>
/// A resolved value and its path, with the conversions of the specification ("Automatic type conversions"). One that
/// does not fit is reported at the place where the value stands.
/// </summary>
internal sealed record FoundValue(HoconNode Value, HoconPath Path)
{
    /// <summary>A string; numbers and booleans as they were written.</summary>
    public string AsString() => Text("a string");

    /// <summary>A boolean, also from the words yes, on, no and off.</summary>
    public bool AsBoolean() => Text("a boolean") switch
    {
        "true" or "yes" or "on" => true,
        "false" or "no" or "off" => false,
        _ => throw Expected("a boolean (true, yes, on, false, no or off)"),
    };

    /// <summary>A whole number within bounds.</summary>
    public long AsInteger(long minimum, long maximum)
    {
        var wanted = $"a whole number from {minimum} to {maximum}";
        var isNumber = decimal.TryParse(Text(wanted), NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return isNumber && number == decimal.Truncate(number) && number >= minimum && number <= maximum
            ? (long)number
            : throw Expected(wanted);
    }

    /// <summary>A finite number.</summary>
    public double AsDouble()
    {
        var text = Text("a number");
        var isNumber = double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number);
        return isNumber && double.IsFinite(number) ? number : throw Expected("a number");
    }

    /// <summary>A duration.</summary>
    public TimeSpan AsDuration()
    {
        const string wanted = "a duration such as 250ms, 5s or 1h";
        return DurationUnits.TryParse(Text(wanted), out var duration) ? duration : throw Expected(wanted);
    }

    /// <summary>A size in bytes.</summary>
    public long AsSize()
    {
        const string wanted = "a size such as 512B, 64KiB or 10MB";
        return SizeUnits.TryParse(Text(wanted), out var bytes) ? bytes : throw Expected(wanted);
    }

    /// <summary>An object.</summary>
    public ObjectNode AsObject() => Value as ObjectNode ?? throw Expected("an object");

    /// <summary>A list, also from an object with numbered keys.</summary>
    public IReadOnlyList<FoundValue> AsList()
    {
        var elements = Value switch
        {
            ArrayNode list => list.Elements,
            ObjectNode node => NumberedKeys.Order(node.Fields.Select(f => KeyValuePair.Create(f.Key, f.Value[^1]))),
            _ => [],
        };
        if (Value is not ArrayNode && elements.Count == 0) throw Expected("a list");
        return [.. elements.Select((element, i) => new FoundValue(element, Path.Append($"{i}")))];
    }

    private string Text(string wanted) =>
        Value is ScalarNode { Kind: not ScalarKind.Null } scalar ? scalar.Text : throw Expected(wanted);

    private HoconException Expected(string wanted) =>
        new(Value.Origin, $"expected {wanted}, found {Value.Description} at {Path}");
}
