using System.Text;
using System.Text.Json;
using FsCheck.Xunit;

namespace Tapedeck.Tests.Enrichment.Masking;

public sealed class MaskingPropertyTests
{
    private static readonly string[] Known = [.. Secrets.ApiKeys, Secrets.Jwt, Secrets.Email];

    [Property(Arbitrary = [typeof(RandomSecrets)], MaxTest = 2000, EndSize = 40)]
    public void JSON_stays_JSON(RandomSecrets random)
    {
        var masked = Masker.Raw(random.Json);

        using var document = JsonDocument.Parse(masked);
        Assert.Equal("m-1", document.RootElement.GetProperty("message_id").GetString());
        Assert.Equal(JsonValueKind.Array, document.RootElement.GetProperty("content").ValueKind);
    }

    [Property(Arbitrary = [typeof(RandomFrame)], MaxTest = 1000)]
    public void A_message_of_any_form_stays_JSON(RandomFrame frame) =>
        JsonDocument.Parse(Masker.Raw(frame.Message)).Dispose();

    [Property(Arbitrary = [typeof(RandomSecrets)], MaxTest = 2000, EndSize = 40)]
    public void Masking_what_is_masked_changes_nothing(RandomSecrets random)
    {
        foreach (var text in new[] { random.Text, random.Json })
        {
            var masked = Masker.Raw(text);
            Assert.Equal(masked, Masker.Raw(masked));
        }
    }

    [Property(Arbitrary = [typeof(RandomText)], MaxTest = 1000)]
    public void Where_nothing_is_found_not_a_byte_changes(RandomText text)
    {
        var bytes = Encoding.UTF8.GetBytes(text.Value);

        var masked = Masker.Bytes(bytes, out var counts);

        if (counts == default)
            Assert.Equal(bytes, masked);
    }

    [Property(MaxTest = 2000)]
    public void Bytes_of_any_kind_are_masked_without_a_fault(byte[] bytes, bool isCut) =>
        Masker.Bytes(bytes, out _, isCut: isCut);

    [Property(MaxTest = 500)]
    public void No_secret_survives_wherever_it_stands_and_however_it_is_escaped(int first, int second, int separator, int depth, int form)
    {
        string[] separators = [" ", "\n", "\r\n", "\t", "\"", "'", ", ", " and ", "(", ")", "\\", "\"\"", "é", "<", "|"];
        var (a, b) = (Pick(Known, first), Pick(Known, second));
        var between = Pick(separators, separator);
        var text = $"{between}{a}{between}{b}{between}";

        var masked = Masker.Bytes(
            Encoding.UTF8.GetBytes(new RandomSecrets(text, 1 + (int)((uint)depth % 3), (int)((uint)form % RandomSecrets.Forms)).Json), out var counts);

        // Escapes of the separators are the only ones around the secrets, so those that are left can be read off as they are.
        var left = Encoding.UTF8.GetString(masked).Replace("\\u002B", "+", StringComparison.Ordinal)
            .Replace("\\u002b", "+", StringComparison.Ordinal).Replace("\\", "", StringComparison.Ordinal);
        Assert.DoesNotContain(a, left, StringComparison.Ordinal);
        Assert.DoesNotContain(b, left, StringComparison.Ordinal);
        Assert.True(counts.ApiKeys + counts.BearerTokens + counts.Emails >= 2);
    }

    private static T Pick<T>(T[] from, int index) => from[(int)((uint)index % from.Length)];
}
