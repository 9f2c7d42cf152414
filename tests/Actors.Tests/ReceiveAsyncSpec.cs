namespace Tapedeck.Tests.Actors;

public sealed class ReceiveAsyncSpec : ActorSpec
{
    private sealed class Working : ReceiveActor
    {
        private int _done;

        public Working()
        {
            ReceiveAsync<Task>(async work =>
            {
                var sender = Sender;
                var self = Self;
                await work;
                await Task.Yield();
                if (!sender.Equals(Sender) || !self.Equals(Self))
                    throw new InvalidOperationException("lost the context");
                Sender.Tell($"worked {++_done}");
            });
            ReceiveAsync<int>(number => number > 10, _ => Task.FromException(new FormatException("too big")));
            ReceiveAsync<int>(number =>
            {
                Sender.Tell(number);
                return Task.CompletedTask;
            });
            ReceiveAnyAsync(message =>
            {
                Sender.Tell(message);
                return Task.CompletedTask;
            });
        }

        protected override void PostRestart(Exception reason) => _done = 100;
    }

    [Fact]
    public void No_other_message_is_handled_until_the_task_is_done()
    {
        var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf<Working>();

        actor.Tell(work.Task);
        actor.Tell("next");
        ExpectNoMsg(TimeSpan.FromMilliseconds(50));
        work.SetResult();

        ExpectMsg("worked 1");
        ExpectMsg("next");
    }

    [Fact]
    public void A_failed_task_is_a_failure_of_the_actor()
    {
        var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf<Working>();
        actor.Tell(work.Task);
        actor.Tell(Task.CompletedTask);

        work.SetException(new FormatException("bad"));

        ExpectMsg("worked 101");
    }

    [Fact]
    public void A_task_that_has_failed_already_is_a_failure_too()
    {
        var actor = Sys.ActorOf<Working>();

        actor.Tell(11);
        actor.Tell(Task.CompletedTask);

        ExpectMsg("worked 101");
    }

    [Fact]
    public void A_task_that_is_done_already_costs_no_order()
    {
        var actor = Sys.ActorOf<Working>();

        for (var i = 0; i < 10; i++) actor.Tell(i);
        actor.Tell("end");

        Assert.Equal(Enumerable.Range(0, 10).Cast<object>().Append("end"), ReceiveN(11));
    }

    [Fact]
    public void An_actor_can_be_stopped_while_its_task_runs()
    {
        var work = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var actor = Sys.ActorOf<Working>();
        Watch(actor);
        actor.Tell(work.Task);

        Sys.Stop(actor);

        ExpectTerminated(actor);
        work.SetResult();
    }
}
