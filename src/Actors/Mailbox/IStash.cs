namespace Tapedeck.Actors;

/// <summary>Puts messages aside until the actor can handle them.</summary>
public interface IStash
{
    /// <summary>Puts the message now being handled aside, with its sender.</summary>
    /// <exception cref="IllegalActorStateException">It is stashed already.</exception>
    void Stash();

    /// <summary>Puts the oldest stashed message in front of the mailbox.</summary>
    void Unstash();

    /// <summary>Puts all stashed messages in front of the mailbox, the oldest first.</summary>
    void UnstashAll();
}

/// <summary>An actor with a stash. The runtime sets it after the constructor has run.</summary>
public interface IWithStash
{
    /// <summary>The stash.</summary>
    IStash Stash { get; set; }
}

/// <summary>An actor with a stash that has no bound.</summary>
public interface IWithUnboundedStash : IWithStash;
