using Tapedeck.ZeroMQ;

namespace Tapedeck.Tests.ZeroMQ.Errors;

public sealed class ZmqErrnoTests
{
    [Theory]
    [InlineData(22, "EINVAL")]
    [InlineData(156384763, "EFSM")]
    [InlineData(156384765, "ETERM")]
    [InlineData(77777, "errno 77777")]
    public void A_number_has_its_name(int errno, string name) => Assert.Equal(name, ZmqErrno.NameOf(errno));
}
