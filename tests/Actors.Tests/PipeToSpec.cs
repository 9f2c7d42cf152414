namespace Tapedeck.Tests.Actors;

public sealed class PipeToSpec : ActorSpec
{
    [Fact]
    public async Task The_result_comes_as_a_message_from_the_given_sender()
    {
        var probe = CreateTestProbe();

        await Task.FromResult("done").PipeTo(TestActor, probe.Ref);

        ExpectMsg("done");
        Assert.Equal(probe.Ref, LastSender);
    }

    [Fact]
    public async Task A_failure_comes_as_a_status()
    {
        await Task.FromException<string>(new FormatException("bad")).PipeTo(TestActor);

        Assert.IsType<FormatException>(ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public async Task Both_can_be_made_into_other_messages()
    {
        await Task.FromResult(1).PipeTo(TestActor, success: number => number + 1);
        await Task.FromException<int>(new FormatException("bad")).PipeTo(TestActor, failure: cause => cause.Message);

        ExpectMsg(2);
        ExpectMsg("bad");
    }

    [Fact]
    public async Task A_task_without_result_tells_only_what_it_is_given_to_tell()
    {
        await Task.CompletedTask.PipeTo(TestActor);
        await Task.CompletedTask.PipeTo(TestActor, success: () => "end");
        await Task.FromException(new FormatException("bad")).PipeTo(TestActor);

        ExpectMsg("end");
        ExpectMsg<Status.Failure>();
    }

    [Fact]
    public void An_actor_pipes_its_work_to_itself()
    {
        var work = new TaskCompletionSource<int>();
        var actor = Sys.ActorOf(Props.Create(() => new Piping(TestActor)));
        actor.Tell(work.Task);
        actor.Tell("still answering");
        ExpectMsg("still answering");

        work.SetResult(7);

        ExpectMsg("got 7");
    }

    private sealed class Piping : ReceiveActor
    {
        public Piping(IActorRef listener)
        {
            Receive<Task<int>>(work => work.PipeTo(Self));
            Receive<int>(number => listener.Tell($"got {number}"));
            Receive<string>(message => listener.Tell(message));
        }
    }
}
