namespace Tapedeck.ZeroMQ;

/// <summary>
/// libzmq is not installed, or not where the system's loader looks. The message names the files looked for and the
/// command that installs it on Debian and Ubuntu, on macOS and on Windows.
/// </summary>
public sealed class ZmqLibraryMissingException : Exception
{
    internal ZmqLibraryMissingException(IReadOnlyList<string> lookedFor)
        : base($"""
            libzmq, the ZeroMQ library, was not found (looked for {string.Join(", ", lookedFor)}). To install it:
              Debian, Ubuntu  sudo apt-get install libzmq5
              macOS           brew install zeromq
              Windows         vcpkg install zeromq, then copy its DLL as libzmq.dll beside the program
            """)
    {
    }
}
