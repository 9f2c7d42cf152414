namespace Tapedeck.Actors;

/// <summary>The children: made, found, stopped, and waited for.</summary>
internal sealed partial class ActorCell
{
    private readonly ChildrenRegistry _children = new();

    private bool IsWaitingForChildren => _children.AwaitedFor is not AwaitedChildren.None;

    private bool IsTerminating => _children.AwaitedFor is AwaitedChildren.Termination || _mailbox.IsClosed;

    public IActorRef ActorOf(Props props, string? name = null) => NewChild(props, name).Self;

    /// <summary>Makes a child and starts it; any thread, for a system's guardians are asked from outside.</summary>
    public ActorCell NewChild(Props props, string? name)
    {
        ArgumentNullException.ThrowIfNull(props);
        if (name is not null && !ActorPath.IsValidPathElement(name))
        {
            throw new InvalidActorNameException(
                $"Illegal actor name [{name}]: it must not be empty nor start with '$', and may hold only ASCII letters, "
                + "digits and -_.*$+:@&=,!~';()");
        }

        var path = Self.Path.Child(name ?? _children.NextName(), ActorSystem.NextUid());
        var child = new ActorCell(System, props, path, Self);
        _children.Add(child.Self);
        child.Self.Start();
        return child;
    }

    public IActorRef Child(string name) => FindChild(name) ?? ActorRefs.Nobody;

    public IEnumerable<IActorRef> GetChildren() => _children.All;

    /// <summary>The child of this name; any thread.</summary>
    public LocalActorRef? FindChild(string name) => _children.Find(name);

    public void Stop(IActorRef actor)
    {
        var target = actor is IActorRefWrapper wrapper ? wrapper.Target : actor;
        _children.MarkDying(target);
        ((IInternalActorRef)target).SendSystem(new Terminate());
    }

    private void StopChildren()
    {
        foreach (var child in _children.All) Stop(child);
    }

    private void SuspendChildren(IActorRef? butNot)
    {
        foreach (var child in _children.All)
            if (!child.Equals(butNot)) child.SendSystem(new Suspend());
    }

    private void ResumeChildren(Exception? causedByFailure, IActorRef? perpetrator)
    {
        foreach (var child in _children.All)
            child.SendSystem(new Resume(child.Equals(perpetrator) ? causedByFailure : null));
    }
}
