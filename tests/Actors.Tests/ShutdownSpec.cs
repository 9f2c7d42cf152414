namespace Tapedeck.Tests.Actors;

public sealed class ShutdownSpec
{
    private static readonly TimeSpan Long = TimeSpan.FromSeconds(10);

    private sealed class OwnReason : CoordinatedShutdown.Reason
    {
        public override int ExitCode => 3;
    }

    private sealed class Ending : ReceiveActor
    {
        private readonly Action _ended;

        public Ending(Action ended) => _ended = ended;

        protected override void PostStop() => _ended();
    }

    private static Func<Task<Done>> Note(List<string> notes, string note) => () =>
    {
        lock (notes) notes.Add(note);
        return Task.FromResult(Done.Instance);
    };

    [Fact]
    public async Task Terminate_stops_all_actors_and_completes()
    {
        var system = ActorSystem.Create("ending");
        var ended = 0;
        var child = Props.Create(() => new Ending(() => Interlocked.Increment(ref ended)));
        for (var i = 0; i < 10; i++) system.ActorOf(child);

        await system.Terminate().WaitAsync(Long);

        Assert.Equal(10, ended);
        Assert.True(system.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task An_ended_system_makes_no_more_actors()
    {
        var system = ActorSystem.Create("ending");
        await system.Terminate().WaitAsync(Long);

        Assert.Throws<InvalidOperationException>(() => system.ActorOf(Props.Create<Some.Echo>()));
    }

    [Fact]
    public async Task The_phases_run_in_order_and_the_actors_end_in_the_last()
    {
        var system = ActorSystem.Create("ending");
        var notes = new List<string>();
        system.ActorOf(Props.Create(() => new Ending(() => Note(notes, "actors").Invoke())));
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last", Note(notes, "last"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "stop", Note(notes, "stop"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "unbind", Note(notes, "unbind"));
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "first", Note(notes, "first"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceRequestsDone, "requests", Note(notes, "requests"));

        await shutdown.Run(new OwnReason()).WaitAsync(Long);

        Assert.Equal(["first", "unbind", "requests", "stop", "last", "actors"], notes);
        Assert.IsType<OwnReason>(shutdown.ShutdownReason);
    }

    [Fact]
    public async Task It_runs_once()
    {
        var system = ActorSystem.Create("ending");
        var notes = new List<string>();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "stop", Note(notes, "stop"));

        await shutdown.Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(Long);
        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Long);
        await system.Terminate().WaitAsync(Long);

        Assert.Equal(["stop"], notes);
        Assert.Same(CoordinatedShutdown.ClrExitReason.Instance, shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminate_runs_the_phases()
    {
        var system = ActorSystem.Create("ending");
        var notes = new List<string>();
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseServiceStop, "stop", Note(notes, "stop"));

        await system.Terminate().WaitAsync(Long);

        Assert.Equal(["stop"], notes);
        Assert.Same(
            CoordinatedShutdown.ActorSystemTerminateReason.Instance, CoordinatedShutdown.Get(system).ShutdownReason);
    }

    [Fact]
    public async Task It_can_begin_with_a_later_phase()
    {
        var system = ActorSystem.Create("ending");
        var notes = new List<string>();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "unbind", Note(notes, "unbind"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "stop", Note(notes, "stop"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance, CoordinatedShutdown.PhaseServiceStop)
            .WaitAsync(Long);

        Assert.Equal(["stop"], notes);
    }

    [Fact]
    public async Task A_failed_task_does_not_hold_the_others_up()
    {
        var system = ActorSystem.Create("ending");
        var notes = new List<string>();
        var shutdown = CoordinatedShutdown.Get(system);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "throws", () => throw new FormatException("no"));
        var failed = Task.FromException<Done>(new FormatException());
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "fails", () => failed);
        shutdown.AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "last", Note(notes, "last"));

        await shutdown.Run(CoordinatedShutdown.UnknownReason.Instance).WaitAsync(Long);

        Assert.Equal(["last"], notes);
        Assert.True(system.WhenTerminated.IsCompleted);
    }

    [Fact]
    public async Task The_actors_live_until_the_last_phase()
    {
        var system = ActorSystem.Create("ending");
        var echo = system.ActorOf<Some.Echo>();
        var answer = "";
        CoordinatedShutdown.Get(system).AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "ask", async () =>
        {
            answer = await echo.Ask<string>("alive", Long);
            return Done.Instance;
        });

        await system.Terminate().WaitAsync(Long);

        Assert.Equal("alive", answer);
    }

    [Fact]
    public async Task A_phase_that_does_not_exist_is_named()
    {
        var system = ActorSystem.Create("ending");

        var thrown = Assert.Throws<ConfigurationException>(
            () => CoordinatedShutdown.Get(system).AddTask("no-phase", "task", Note([], "")));

        Assert.Contains("no-phase", thrown.Message, StringComparison.Ordinal);
        await system.Terminate().WaitAsync(Long);
    }

    [Fact]
    public async Task Every_phase_has_its_time()
    {
        var system = ActorSystem.Create("ending");
        var shutdown = CoordinatedShutdown.Get(system);

        Assert.Equal(TimeSpan.FromSeconds(5), shutdown.Timeout(CoordinatedShutdown.PhaseServiceUnbind));
        Assert.Equal(TimeSpan.FromSeconds(10), shutdown.Timeout(CoordinatedShutdown.PhaseActorSystemTerminate));
        Assert.Equal(TimeSpan.FromSeconds(10), shutdown.TotalTimeout);
        await system.Terminate().WaitAsync(Long);
    }
}
