using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Certificates;

public sealed class CurveCertificateTests : IDisposable
{
    private const string Key = "Yne@$w-vo<fVvi]a<NY6T1ed:M$fCG*[IaLV{hID";
    private const string Other = "D:)Q[IlAW!ahhC2ac:9*A}h:p?([4%wOTJ%JR%cs";

    private readonly string _folder = Directory.CreateTempSubdirectory("tapedeck-certificates-").FullName;
    private readonly CurveKeyPair _keys = CurveKeyPair.Generate();

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_was_saved_is_read()
    {
        var (publicPath, secretPath) = CurveCertificate.Save(_keys, Path.Combine(_folder, "keys"), "claude_code");

        Assert.Equal(Path.Combine(_folder, "keys", "claude_code.key"), publicPath);
        Assert.Equal(Path.Combine(_folder, "keys", "claude_code.key_secret"), secretPath);
        Assert.Equal(new CurveCertificate(_keys.PublicKey, SecretKey: null), CurveCertificate.Load(publicPath));
        Assert.Equal(new CurveCertificate(_keys.PublicKey, _keys.SecretKey), CurveCertificate.Load(secretPath));
        Assert.DoesNotContain(_keys.SecretKey, $"{CurveCertificate.Load(secretPath)}", StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_owner_may_read_the_secret()
    {
        var (_, secretPath) = CurveCertificate.Save(_keys, _folder, "node");

        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(secretPath));
    }

    [Theory]
    [InlineData("node.key")]
    [InlineData("node.key_secret")]
    public void A_key_is_never_overwritten(string there)
    {
        var path = Path.Combine(_folder, there);
        File.WriteAllText(path, "precious");

        var refused = Assert.Throws<CurveCertificateException>(() => CurveCertificate.Save(_keys, _folder, "node"));

        Assert.StartsWith($"{path}: it is there already", refused.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
    }

    [Theory]
    [InlineData("curve\n    public-key = \"" + Key + "\"\n")]
    [InlineData("curve\r\n    public-key = '" + Key + "' # mine\r\n")]
    [InlineData("public-key=" + Key)]
    [InlineData("# public-key = \"x\"\nmetadata\n    public-key = \"" + Other + "\"\ncurve\n\tpublic-key = \"" + Key + "\"")]
    public void Files_that_others_wrote_are_read(string text) =>
        Assert.Equal(new CurveCertificate(Key, null), CurveCertificate.Load(Written(text)));

    [Theory]
    [InlineData("", ": there is no public-key in it")]
    [InlineData("curve\n    secret-key = \"" + Key + "\"\n", ": there is no public-key in it")]
    [InlineData("metadata\n    public-key = \"" + Key + "\"\n", ": there is no public-key in it")]
    [InlineData("curve\n    public-key\n", ":2: public-key is no key")]
    [InlineData("curve\n    public-key = \"short\"\n", ":2: public-key is no key")]
    [InlineData("curve\n    public-key = \"\n", ":2: public-key is no key")]
    [InlineData("curve\n\n  public-key = \"" + Key + "\"\n  secret-key = \"" + Key + "0\"\n", ":4: secret-key is no key")]
    [InlineData("curve\n    public-key = \"########################################\"\n", ":2: public-key is no key")]
    public void What_is_wrong_is_named_with_its_place(string text, string fault)
    {
        var path = Written(text);

        var refused = Assert.Throws<CurveCertificateException>(() => CurveCertificate.Load(path));

        Assert.StartsWith(path + fault, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Key, refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_that_is_not_there_is_named()
    {
        var path = Path.Combine(_folder, "nobody.key");

        Assert.Contains(path, Assert.Throws<FileNotFoundException>(() => CurveCertificate.Load(path)).Message, StringComparison.Ordinal);
    }

    private string Written(string text)
    {
        var path = Path.Combine(_folder, "written.key");
        File.WriteAllText(path, text);
        return path;
    }
}
