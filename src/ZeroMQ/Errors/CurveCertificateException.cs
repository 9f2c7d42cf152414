namespace Tapedeck.ZeroMQ;

/// <summary>
/// A certificate file that cannot serve. The message begins with its path, and the line if it is about one:
/// <c>keys/node.key:4: public-key is no key: expected 40 characters of Z85 in quotes</c>.
/// </summary>
public sealed class CurveCertificateException : Exception
{
    internal CurveCertificateException(string place, string fault)
        : base($"{place}: {fault}")
    {
    }
}
