using System.Text;
using Tapedeck.Client;

namespace Tapedeck.Tests.Client.Agents;

public sealed class ProducerSessionTests
{
    private readonly ProducerSession _session = new();
    private TimeSpan _now = TimeSpan.FromHours(1);

    [Fact]
    public void It_greets_once_connected_and_records_once_welcomed()
    {
        Assert.True(_session.IsOpeningDue(_now));
        Assert.False(_session.IsHelloDue(_now));
        _session.Opened();
        Assert.False(_session.IsOpeningDue(_now));
        Assert.True(_session.IsHelloDue(_now));
        _session.HelloSent(_now);
        Assert.False(_session.IsHelloDue(_now));
        Assert.False(_session.MayRecord(1));

        Assert.True(Take("WELCOME", "0"));

        Assert.True(_session.IsWelcomed);
        Assert.True(_session.MayRecord(1));
        Assert.Null(_session.NextDue);
    }

    [Fact]
    public void What_the_node_has_need_not_be_sent_but_for_its_gaps()
    {
        Welcomed("100", "3-5", "90-90");

        Assert.Equal([3, 4, 5, 90, 101], Enumerable.Range(1, 101).Where(number => _session.MustSend(number)));
    }

    [Fact]
    public void Behind_a_full_list_of_gaps_nothing_counts_as_had()
    {
        var gaps = Enumerable.Range(1, 64).Select(gap => $"{gap * 10}-{gap * 10}");

        Welcomed(["1000", .. gaps]);

        Assert.False(_session.MustSend(639));
        Assert.True(_session.MustSend(640));
        Assert.True(_session.MustSend(641));
        Assert.True(_session.MustSend(999));
    }

    [Fact]
    public void Stored_answers_for_everything_before_it()
    {
        Welcomed("0");
        Sent(1, 2, 3, 7);
        Assert.Equal((0, 0), _session.Settle());

        Take("STORED", "3", "120");
        Assert.Equal((6, 0), _session.Settle());
        Take("STORED", "7", "121");

        Assert.Equal((7, 0), _session.Settle());
        Assert.Null(_session.NextDue);
    }

    [Fact]
    public void A_rejected_number_is_forgotten_alone_and_not_sent_again()
    {
        Welcomed("0");
        Sent(1, 2, 3);

        Assert.True(Take("REJECTED", "2", "not JSON"));
        Assert.False(Take("REJECTED", "2", "not JSON"));
        Assert.False(Take("REJECTED", "9", "never sent"));
        Assert.Equal((0, 0), _session.Settle());
        Assert.False(_session.MustSend(2));
        Take("STORED", "1", "5");
        Assert.Equal((2, 1), _session.Settle());
        Take("STORED", "3", "6");

        Assert.Equal((3, 0), _session.Settle());
    }

    [Fact]
    public void At_most_ten_thousand_messages_are_unanswered()
    {
        Welcomed("0");
        Sent(Enumerable.Range(1, 9_999).ToArray());
        Assert.True(_session.MayRecord(10));
        Sent(10_000);
        Assert.False(_session.MayRecord(10));

        Take("STORED", "1", "1");

        Assert.True(_session.MayRecord(10));
    }

    [Fact]
    public void At_most_four_mebibytes_are_unanswered_but_for_a_single_larger_message()
    {
        Welcomed("0");
        _session.Sent(1, 3 * 1024 * 1024, _now);
        Assert.True(_session.MayRecord(1024 * 1024));
        Assert.False(_session.MayRecord((1024 * 1024) + 1));

        Take("STORED", "1", "1");

        Assert.True(_session.MayRecord(30 * 1024 * 1024));
    }

    [Fact]
    public void A_refused_record_means_a_restarted_node_that_is_greeted_again_on_the_same_socket()
    {
        Welcomed("0");
        Sent(1, 2, 3);

        Assert.True(Take("REFUSED", "RECORD", "HELLO first"));
        Assert.True(_session.IsHelloDue(_now));
        Assert.False(Take("REFUSED", "RECORD", "HELLO first"));
        _session.HelloSent(_now);
        Assert.False(Take("REFUSED", "RECORD", "HELLO first"));
        Take("WELCOME", "2");

        Assert.Equal((0, 0), _session.Settle());
        Assert.Equal([3, 4], new long[] { 1, 2, 3, 4 }.Where(_session.MustSend));
    }

    [Fact]
    public void Records_refused_right_after_each_welcome_are_no_storm_of_greetings()
    {
        Welcomed("0");
        Take("REFUSED", "RECORD", "no");
        Assert.True(_session.IsHelloDue(_now));
        _session.HelloSent(_now);
        Take("WELCOME", "0");
        Sent(1);

        Take("REFUSED", "RECORD", "no");

        Assert.False(_session.IsHelloDue(_now));
        Assert.Equal(_now + TimeSpan.FromSeconds(1), _session.NextDue);
        Advance(1);
        Assert.True(_session.IsHelloDue(_now));
    }

    [Fact]
    public void A_refused_hello_is_repeated_on_a_new_socket_after_pauses_that_double_to_thirty_seconds()
    {
        foreach (var pause in new[] { 1, 2, 4, 8, 16, 30, 30 })
        {
            Greeting();
            Assert.True(Take("REFUSED", "HELLO", "another connection speaks for it"));
            Advance(pause - 0.001);
            Assert.False(_session.IsOpeningDue(_now));
            Advance(0.001);
            Assert.True(_session.IsOpeningDue(_now));
        }

        Welcomed("0");
        Take("REFUSED", "RECORD", "HELLO first");
        _session.HelloSent(_now);
        Take("REFUSED", "HELLO", "another connection speaks for it");
        Assert.Equal(_now + TimeSpan.FromSeconds(1), _session.NextDue);
    }

    [Fact]
    public void Silence_is_met_with_hellos_after_pauses_that_double_to_sixty_seconds()
    {
        Welcomed("0");
        Sent(1);
        foreach (var pause in new[] { 5, 10, 20, 40, 60, 60 })
        {
            Advance(pause - 0.001);
            _session.Watch(_now);
            Assert.False(_session.IsHelloDue(_now));
            Advance(0.001);
            _session.Watch(_now);
            Assert.True(_session.IsHelloDue(_now));
            _session.HelloSent(_now);
        }

        Take("STORED", "1", "1");
        Take("WELCOME", "1");
        Sent(2);
        Assert.Equal(_now + TimeSpan.FromSeconds(5), _session.NextDue);
    }

    [Fact]
    public void Silence_counts_from_the_last_answer_or_the_first_unanswered_message()
    {
        Welcomed("0");
        Advance(100);
        Sent(1);
        Advance(4);
        Sent(2);
        Take("NOTICE", "the disk is slow");
        Advance(4);
        _session.Watch(_now);
        Assert.True(_session.IsWelcomed);

        Advance(1);
        _session.Watch(_now);

        Assert.False(_session.IsWelcomed);
    }

    [Fact]
    public void Without_a_connection_there_is_no_silence()
    {
        _session.Opened();
        _session.HelloSent(_now);
        Advance(3600);
        _session.Watch(_now);
        Assert.False(_session.IsHelloDue(_now));
        Assert.Null(_session.NextDue);

        _session.Connected(_now);

        Assert.Equal(_now + TimeSpan.FromSeconds(5), _session.NextDue);
    }

    [Fact]
    public void A_lost_connection_is_followed_by_another_after_a_tenth_of_a_second()
    {
        Welcomed("0");
        Sent(1, 2);
        Take("STORED", "1", "1");

        Assert.False(_session.Lost(_now));

        Assert.False(_session.IsWelcomed);
        Assert.False(_session.IsOpeningDue(_now));
        Advance(0.1);
        Assert.True(_session.IsOpeningDue(_now));
        Welcomed("1");
        Assert.Equal([2, 3], new long[] { 1, 2, 3 }.Where(_session.MustSend));
    }

    [Fact]
    public void Connections_lost_again_and_again_with_nothing_stored_in_between_are_followed_by_doubling_pauses()
    {
        Welcomed("0");
        Sent(1);
        Assert.False(_session.Lost(_now));
        foreach (var pause in new[] { 1, 2, 4 })
        {
            Welcomed("0");
            Sent(1);
            Assert.True(_session.Lost(_now));
            Assert.Equal(_now + TimeSpan.FromSeconds(pause), _session.NextDue);
        }

        Welcomed("0");
        Sent(1);
        Take("STORED", "1", "1");
        Assert.False(_session.Lost(_now));
        Welcomed("1");
        Assert.False(_session.Lost(_now));
        Assert.Equal(_now + TimeSpan.FromMilliseconds(100), _session.NextDue);
    }

    [Fact]
    public void A_second_welcome_changes_nothing()
    {
        Greeting();
        Advance(5);
        _session.Watch(_now);
        _session.HelloSent(_now);
        Assert.True(Take("WELCOME", "0"));
        Sent(1);

        Assert.False(Take("WELCOME", "0"));
        Take("STORED", "1", "1");

        Assert.Equal((1, 0), _session.Settle());
    }

    [Theory]
    [InlineData]
    [InlineData("")]
    [InlineData("WELCOME")]
    [InlineData("WELCOME", "-1")]
    [InlineData("WELCOME", "5", "2")]
    [InlineData("WELCOME", "5", "2-x")]
    [InlineData("STORED", "1")]
    [InlineData("STORED", "99999999999999999999", "1")]
    [InlineData("REJECTED", "", "why")]
    [InlineData("REFUSED", "HELLO")]
    [InlineData("HELLO", "you")]
    public void What_is_no_answer_is_none(params string[] frames) =>
        Assert.Null(ProducerAnswer.Parse([.. frames.Select(Encoding.UTF8.GetBytes)]));

    private void Greeting()
    {
        _session.Opened();
        _session.Connected(_now);
        _session.HelloSent(_now);
    }

    private void Welcomed(params string[] known)
    {
        Greeting();
        Take(["WELCOME", .. known]);
    }

    private void Sent(params int[] numbers)
    {
        foreach (var number in numbers)
            _session.Sent(number, 10, _now);
    }

    private bool Take(params string[] frames) =>
        _session.Take(ProducerAnswer.Parse([.. frames.Select(Encoding.UTF8.GetBytes)])!, _now);

    private void Advance(double seconds) => _now += TimeSpan.FromSeconds(seconds);
}
