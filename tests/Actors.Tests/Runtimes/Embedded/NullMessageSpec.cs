namespace Tapedeck.Tests.Actors;

public sealed class NullMessageSpec : ActorSpec
{
    [Fact]
    public void Null_is_no_message() =>
        Assert.Throws<InvalidMessageException>(() => Sys.ActorOf<Some.Echo>().Tell(null!, ActorRefs.NoSender));
}
