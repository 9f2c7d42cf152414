using FsCheck.Xunit;
using Tapedeck.Enrichment;
using Tapedeck.Journal;

namespace Tapedeck.Tests.Journal;

public sealed class EventWindowTests
{
    [Fact]
    public void The_same_id_and_text_is_the_same_event()
    {
        var window = new EventWindow(10);
        window.Add(new EventIdentity(7, 1), 42);

        Assert.Equal(EventMatch.Same, window.Find(new EventIdentity(7, 1), out var sequence));
        Assert.Equal(42, sequence);
    }

    [Fact]
    public void The_same_id_with_another_text_is_another_event()
    {
        var window = new EventWindow(10);
        window.Add(new EventIdentity(7, 1), 42);

        Assert.Equal(EventMatch.OtherText, window.Find(new EventIdentity(7, 2), out var sequence));
        Assert.Equal(0, sequence);
    }

    [Fact]
    public void The_same_text_alone_makes_no_duplicate()
    {
        var window = new EventWindow(10);
        window.Add(new EventIdentity(7, 1), 42);

        Assert.Equal(EventMatch.None, window.Find(new EventIdentity(8, 1), out _));
    }

    [Fact]
    public void A_message_without_an_id_is_like_no_other()
    {
        var window = new EventWindow(10);
        window.Add(default, 1);

        Assert.Equal(EventMatch.None, window.Find(default, out _));
    }

    [Fact]
    public void A_window_of_none_remembers_nothing()
    {
        var window = new EventWindow(0);
        window.Add(new EventIdentity(7, 1), 1);

        Assert.Equal(EventMatch.None, window.Find(new EventIdentity(7, 1), out _));
    }

    /// <summary>Few ids that meet in the buckets again and again, a window of few, against a list.</summary>
    [Property(MaxTest = 500)]
    public void It_remembers_exactly_the_last_events((byte Id, bool Text)[] messages, byte size)
    {
        var capacity = 1 + (size % 20);
        var window = new EventWindow(capacity);
        var model = new List<EventIdentity>();
        foreach (var (id, text) in messages)
        {
            var identity = new EventIdentity((ulong)(id % 8), text ? 1UL : 0UL);
            var known = model.TakeLast(capacity).Where(e => e.IsKnown).ToList();
            var expected = !identity.IsKnown ? EventMatch.None
                : known.Contains(identity) ? EventMatch.Same
                : known.Any(e => e.Id == identity.Id) ? EventMatch.OtherText
                : EventMatch.None;

            Assert.Equal(expected, window.Find(identity, out var sequence));
            if (expected == EventMatch.Same)
                Assert.Equal(model.LastIndexOf(identity) + 1, sequence);
            model.Add(identity);
            window.Add(identity, model.Count);
        }
    }
}
