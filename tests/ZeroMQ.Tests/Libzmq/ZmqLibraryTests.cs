using System.Runtime.InteropServices;
using Tapedeck.ZeroMQ;
using Tapedeck.ZeroMQ.Native;

namespace Tapedeck.Tests.ZeroMQ.Libzmq;

public sealed class ZmqLibraryTests
{
    [Fact]
    public void Each_system_has_its_names_the_one_with_the_interfaces_version_first()
    {
        Assert.Equal(["libzmq.so.5", "libzmq.so"], ZmqLibrary.Candidates(OSPlatform.Linux));
        Assert.Equal(["libzmq.dll"], ZmqLibrary.Candidates(OSPlatform.Windows));

        var mac = ZmqLibrary.Candidates(OSPlatform.OSX);
        Assert.Equal("libzmq.5.dylib", mac[0]);
        Assert.Contains("libzmq.dylib", mac);
        Assert.Contains("/opt/homebrew/lib/libzmq.dylib", mac);
        Assert.Contains("/usr/local/lib/libzmq.dylib", mac);
    }

    [Fact]
    public void The_first_name_that_loads_is_taken()
    {
        Assert.Equal(2, ZmqLibrary.LoadFirst(["a", "b", "c"], name => name switch { "b" => 2, "c" => 3, _ => 0 }));
    }

    [Fact]
    public void A_missing_library_is_one_error_that_says_how_to_install_it_everywhere()
    {
        var missing = Assert.Throws<ZmqLibraryMissingException>(
            () => ZmqLibrary.LoadFirst(["libzmq.so.5", "libzmq.so"], _ => 0));

        Assert.Contains("was not found (looked for libzmq.so.5, libzmq.so)", missing.Message);
        Assert.Contains("sudo apt-get install libzmq5", missing.Message);
        Assert.Contains("brew install zeromq", missing.Message);
        Assert.Contains("vcpkg install zeromq", missing.Message);
    }
}
