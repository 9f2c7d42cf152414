using System.Runtime.ExceptionServices;

namespace Tapedeck.Actors;

/// <summary>Start, failure, restart and end.</summary>
internal sealed partial class ActorCell
{
    private IActorRef? _failedThrough;
    private Exception? _recreationCause;

    private void Create()
    {
        try
        {
            _actor = NewActor();
            _actor.AroundPreStart();
            if (_receiveTimeout is not null) CheckReceiveTimeout(reschedule: true);
        }
        catch (Exception e)
        {
            ClearActor();
            _actor = null;
            throw new ActorInitializationException(Self, "Exception during creation", e);
        }
    }

    /// <summary>Suspends the actor and its children, and hands the failure to the supervisor.</summary>
    private void HandleInvokeFailure(Exception cause)
    {
        if (_failedThrough is not null || _mailbox.IsClosed) return;
        _mailbox.Suspend();
        _failedThrough = CurrentMessage is Failed failed ? failed.Child : Self;
        SuspendChildren(butNot: _failedThrough);
        Parent.SendSystem(new Failed(Self, cause));
    }

    private void HandleFailed(Failed failed)
    {
        CurrentMessage = failed;
        CurrentSender = failed.Child;
        if (_children.FindStats(failed.Child) is not { } stats) return;
        if (!_actor!.Strategy.HandleFailure(this, stats, failed.Cause, _children.Stats))
            ExceptionDispatchInfo.Throw(failed.Cause);
        CurrentMessage = null;
    }

    private void FaultSuspend()
    {
        _mailbox.Suspend();
        SuspendChildren(butNot: null);
    }

    private void FaultResume(Exception? causedByFailure)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }

        var perpetrator = _failedThrough;
        _mailbox.Resume();
        if (causedByFailure is not null) _failedThrough = null;
        ResumeChildren(causedByFailure, perpetrator);
    }

    /// <summary>Starts the actor anew after a start that failed.</summary>
    private void FaultCreate()
    {
        SetReceiveTimeout(null);
        StopChildren();
        if (!_children.AwaitDying(AwaitedChildren.Creation)) FinishCreate();
    }

    private void FinishCreate()
    {
        _mailbox.Resume();
        _failedThrough = null;
        Create();
    }

    private void FaultRecreate(Exception cause)
    {
        if (_actor is null)
        {
            FaultCreate();
            return;
        }

        var message = CurrentMessage;
        try
        {
            _actor.AroundPreRestart(cause, message);
            _stash?.UnstashAll();
        }
        catch (Exception e)
        {
            PublishError(new PreRestartException(Self, e, cause, message), e.Message);
        }

        ClearActor();
        _recreationCause = cause;
        if (!_children.AwaitDying(AwaitedChildren.Recreation)) FinishRecreate();
    }

    private void FinishRecreate()
    {
        var cause = _recreationCause!;
        var survivors = _children.All;
        _recreationCause = null;
        try
        {
            _mailbox.Resume();
            _failedThrough = null;
            CurrentMessage = null;
            _actor = NewActor();
            _actor.AroundPostRestart(cause);
            foreach (var survivor in survivors) survivor.SendSystem(new Recreate(cause));
        }
        catch (Exception e)
        {
            ClearActor();
            _actor = null;
            HandleInvokeFailure(new PostRestartException(Self, e, cause));
        }
    }

    private void TerminateSelf()
    {
        SetReceiveTimeout(null);
        UnwatchAll();
        _children.Close();
        StopChildren();
        var wasTerminating = IsTerminating;
        if (!_children.AwaitDying(AwaitedChildren.Termination))
        {
            FinishTerminate();
        }
        else if (!wasTerminating)
        {
            _mailbox.Suspend();
            _failedThrough = Self;
        }
    }

    private void FinishTerminate()
    {
        try
        {
            _actor?.AroundPostStop();
        }
        catch (Exception e)
        {
            PublishError(e, e.Message);
        }

        _stash?.UnstashAll();
        SetReceiveTimeout(null);
        _mailbox.Close();
        System.EventStream.Unsubscribe(Self);
        Parent.SendSystem(new DeathWatchNotification(Self, existenceConfirmed: true));
        TellWatchersOfTheEnd();
        UnwatchAll();
        ClearActor();
        _actor = null;
        _stash = null;
        CurrentMessage = null;
        CurrentSender = null;
    }

    private void ChildTerminated(IActorRef child)
    {
        switch (_children.Remove(child))
        {
            case AwaitedChildren.Recreation: FinishRecreate(); break;
            case AwaitedChildren.Creation: FinishCreate(); break;
            case AwaitedChildren.Termination: FinishTerminate(); break;
        }
    }
}
