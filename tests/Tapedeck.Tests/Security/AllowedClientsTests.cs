using Tapedeck.Security;
using Tapedeck.Tests.Support;
using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.Security;

public sealed class AllowedClientsTests : IDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private readonly TempFolder _folder = new();
    private readonly ManualClock _clock = new();
    private readonly LogLines _log = new();
    private readonly CurveKeyPair _claude = CurveKeyPair.Generate();
    private readonly CurveKeyPair _gemini = CurveKeyPair.Generate();
    private readonly AllowedClients _clients;

    public AllowedClientsTests()
    {
        CurveCertificate.Save(_claude, _folder.Path, "claude_code");
        _clients = new AllowedClients(_folder.Path, _clock, _log);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_client_has_the_name_of_its_file()
    {
        Assert.Equal("claude_code", _clients.NameOf(_claude.PublicKey));
        Assert.Null(_clients.NameOf(_gemini.PublicKey));
        Assert.Null(_clients.NameOf(_claude.SecretKey));
    }

    [Fact]
    public void A_key_that_is_added_counts_a_second_after_the_last_look()
    {
        _clients.NameOf(_claude.PublicKey);
        CurveCertificate.Save(_gemini, _folder.Path, "gemini_cli");

        Assert.Null(_clients.NameOf(_gemini.PublicKey));
        _clock.Advance(Second);
        Assert.Equal("gemini_cli", _clients.NameOf(_gemini.PublicKey));
    }

    [Fact]
    public void A_key_that_is_withdrawn_counts_no_more()
    {
        _clients.NameOf(_claude.PublicKey);
        File.Delete(_folder.File("claude_code.key"));

        _clock.Advance(Second);
        Assert.Null(_clients.NameOf(_claude.PublicKey));
    }

    [Fact]
    public void A_key_that_is_replaced_in_its_file_is_the_one_that_counts()
    {
        _clients.NameOf(_claude.PublicKey);
        File.Delete(_folder.File("claude_code.key"));
        File.Delete(_folder.File("claude_code.key_secret"));
        CurveCertificate.Save(_gemini, _folder.Path, "claude_code");
        File.SetLastWriteTimeUtc(_folder.File("claude_code.key"), DateTime.UtcNow.AddMinutes(1));

        _clock.Advance(Second);
        Assert.Null(_clients.NameOf(_claude.PublicKey));
        Assert.Equal("claude_code", _clients.NameOf(_gemini.PublicKey));
    }

    [Fact]
    public void A_faulty_file_is_logged_once_and_the_others_count()
    {
        File.WriteAllText(_folder.File("broken.key"), "curve\n    public-key = \"short\"\n");

        for (var look = 0; look < 3; look++)
        {
            Assert.Equal("claude_code", _clients.NameOf(_claude.PublicKey));
            _clock.Advance(Second);
        }

        Assert.Contains("broken.key:2: public-key is no key", Assert.Single(_log.Lines, line => line.Contains("ignored")), StringComparison.Ordinal);
        Assert.Contains(_log.Lines, line => line.StartsWith("1 clients may connect", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_two_files_with_one_key_the_first_by_name_counts()
    {
        File.Copy(_folder.File("claude_code.key"), _folder.File("another.key"));

        Assert.Equal("another", _clients.NameOf(_claude.PublicKey));
        Assert.Contains(_log.Lines, line => line.Contains("it has the key of another", StringComparison.Ordinal));
    }

    [Fact]
    public void Without_the_folder_nobody_may_connect()
    {
        Assert.NotNull(_clients.NameOf(_claude.PublicKey));
        Directory.Move(_folder.Path, _folder.Path + ".away");

        _clock.Advance(Second);
        Assert.Null(_clients.NameOf(_claude.PublicKey));
        Directory.Move(_folder.Path + ".away", _folder.Path);
        _clock.Advance(Second);
        Assert.NotNull(_clients.NameOf(_claude.PublicKey));
    }
}
