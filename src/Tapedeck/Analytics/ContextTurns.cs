using System.Runtime.CompilerServices;
using Tapedeck.Journal.Sessions;

namespace Tapedeck.Analytics;

/// <summary>
/// Who spoke in one context, as far as it takes to go on from there, or to put it behind what was said there before: a speaker's
/// turn ends when another one says something.
/// </summary>
internal struct ContextTurns
{
    /// <summary>Number of the speaker of the first event, and when it was.</summary>
    public int First;
    public long FirstTime;

    /// <summary>The same of the last.</summary>
    public int Last;
    public long LastTime;

    /// <summary>Questions in the present turn.</summary>
    public long Open;

    /// <summary>Place of the last event among all; 0 if there was none.</summary>
    public long LastAt;

    /// <summary>Whether more than one speaker said something.</summary>
    public bool IsConversation;

    /// <summary>Whether a decision was made.</summary>
    public bool IsDecided;

    /// <summary>Of one event.</summary>
    public static ContextTurns Of(int speaker, long time, bool isQuestion, bool isDecision, long at) => new()
    {
        First = speaker, FirstTime = time, Last = speaker, LastTime = time, Open = isQuestion ? 1 : 0, LastAt = at, IsDecided = isDecision,
    };

    /// <summary>Puts what came next behind this.</summary>
    /// <param name="next">What came.</param>
    /// <param name="answered">Questions of this that it answers.</param>
    /// <param name="response">Microseconds until another speaker responded; null if nobody did, or there is no telling.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Add(in ContextTurns next, out long answered, out long? response)
    {
        (answered, response) = (0, null);
        if (LastAt == 0)
        {
            this = next;
            return;
        }

        var goesOver = next.First != Last;
        if (goesOver && LastTime != LineTime.Unknown && next.FirstTime != LineTime.Unknown && next.FirstTime >= LastTime)
            response = next.FirstTime - LastTime;
        if (goesOver || next.IsConversation)
            (answered, Open) = (Open, next.Open);
        else
            Open += next.Open;
        (Last, LastTime, LastAt) = (next.Last, next.LastTime, next.LastAt);
        IsConversation |= goesOver || next.IsConversation;
        IsDecided |= next.IsDecided;
    }

    public readonly void Write(BinaryWriter snapshot)
    {
        snapshot.Write(First);
        snapshot.Write(FirstTime);
        snapshot.Write(Last);
        snapshot.Write(LastTime);
        snapshot.Write(Open);
        snapshot.Write(LastAt);
        snapshot.Write(IsConversation);
        snapshot.Write(IsDecided);
    }

    public static ContextTurns Read(BinaryReader snapshot) => new()
    {
        First = snapshot.ReadInt32(), FirstTime = snapshot.ReadInt64(), Last = snapshot.ReadInt32(), LastTime = snapshot.ReadInt64(),
        Open = snapshot.ReadInt64(), LastAt = snapshot.ReadInt64(), IsConversation = snapshot.ReadBoolean(), IsDecided = snapshot.ReadBoolean(),
    };
}
