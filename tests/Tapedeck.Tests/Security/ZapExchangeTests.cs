using System.Text;
using Tapedeck.Security;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Security;

public sealed class ZapExchangeTests
{
    private static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Fact]
    public void A_known_key_is_let_in_by_its_name()
    {
        var exchange = Answer(Question());

        Assert.Null(exchange.Refusal);
        Assert.Equal(["1.0", "7", "200", "OK", "claude_code", ""], Texts(exchange));
    }

    [Fact]
    public void An_unknown_key_is_refused_with_its_address_and_the_folder_it_would_have_to_be_in()
    {
        var exchange = ZapExchange.Answer(Question(), _ => null, "keys/clients");

        Assert.Equal($"10.0.0.8: the key {Z85.Encode(Key)} is none of those in keys/clients", exchange.Refusal);
        Assert.Equal(["1.0", "7", "400", "unknown key", "", ""], Texts(exchange));
    }

    [Theory]
    [InlineData(0, "2.0", "500")]
    [InlineData(0, "", "500")]
    [InlineData(2, "elsewhere", "400")]
    [InlineData(5, "NULL", "400")]
    [InlineData(5, "PLAIN", "400")]
    [InlineData(6, "a key of some other length", "400")]
    [InlineData(6, "", "400")]
    public void What_is_not_as_it_should_be_is_refused(int frame, string text, string code)
    {
        var question = Question();
        question[frame] = Encoding.UTF8.GetBytes(text);

        var exchange = Answer(question);

        Assert.NotNull(exchange.Refusal);
        Assert.Equal(["1.0", "7", code, "", ""], Texts(exchange).Where((_, i) => i != 3));
    }

    [Fact]
    public void A_question_that_is_too_short_or_too_long_is_refused()
    {
        for (var count = 0; count < 12; count++)
        {
            List<byte[]> question = [.. Question(), .. Enumerable.Repeat(Key, 5)];
            var exchange = Answer(question[..count]);

            Assert.Equal(count == 7, exchange.Refusal is null);
            Assert.Equal(count < 2, exchange.Frames is null);
        }
    }

    [Fact]
    public void What_a_peer_chose_cannot_move_a_terminal()
    {
        var question = Question();
        question[3] = Encoding.UTF8.GetBytes("\u001b[2J" + new string('x', 5_000));

        var refusal = ZapExchange.Answer(question, _ => null, "keys").Refusal!;

        Assert.StartsWith("?[2Jxxx", refusal, StringComparison.Ordinal);
        Assert.True(refusal.Length < 200);
    }

    private static ZapExchange Answer(IReadOnlyList<byte[]> question) =>
        ZapExchange.Answer(question, key => key == Z85.Encode(Key) ? "claude_code" : null, "keys");

    private static List<byte[]> Question() =>
    [
        "1.0"u8.ToArray(), "7"u8.ToArray(), "tapedeck"u8.ToArray(), "10.0.0.8"u8.ToArray(), [], "CURVE"u8.ToArray(), Key,
    ];

    private static IEnumerable<string> Texts(ZapExchange exchange) => exchange.Frames!.Select(Encoding.UTF8.GetString);
}
