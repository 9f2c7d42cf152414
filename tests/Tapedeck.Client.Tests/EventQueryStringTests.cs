using System.Web;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using Tapedeck.Client;

namespace Tapedeck.Tests.Client;

public sealed class EventQueryStringTests
{
    [Property]
    public bool A_query_comes_back_as_it_went(NonNull<string> speaker, NonNull<string> text, PositiveInt limit, NonNegativeInt after)
    {
        var query = new NodeProtocol.QueryEvents(
            new EventFilter
            {
                Speaker = Plain(speaker.Get), Text = Plain(text.Get), Tag = "@Question-Open", Domain = "ui_ux", Tier = "A",
                ContextId = "c", Id = "&=?#", After = after.Get,
                From = new DateTimeOffset(2026, 11, 22, 9, 0, 0, TimeSpan.FromHours(2)), To = DateTimeOffset.UnixEpoch,
            },
            limit.Get, "17");

        var members = HttpUtility.ParseQueryString(EventQueryString.Of(query));
        return query == EventQueryString.Parse(
            members.AllKeys.Select(key => KeyValuePair.Create(key!, members[key]!)));
    }

    [Property]
    public bool A_filter_comes_back_as_it_went(NonNull<string> speaker, NonNegativeInt after)
    {
        var filter = new EventFilter { Speaker = Plain(speaker.Get), After = after.Get, To = DateTimeOffset.UnixEpoch };

        var members = HttpUtility.ParseQueryString(EventQueryString.Of(filter));
        return filter == EventQueryString.ParseFilter(members.AllKeys.Select(key => KeyValuePair.Create(key!, members[key]!)))
            && EventQueryString.Of(EventFilter.Everything).Length == 0;
    }

    [Fact]
    public void A_limit_is_no_condition_of_a_filter() => Assert.Contains(
        "limit is no condition",
        Assert.Throws<FormatException>(() => EventQueryString.ParseFilter([KeyValuePair.Create("limit", "1")])).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("speeker", "x", "speeker is no condition")]
    [InlineData("from", "yesterday", "expected a time")]
    [InlineData("limit", "0", "at least 1")]
    [InlineData("limit", "many", "whole number")]
    [InlineData("after", "-1", "at least 0")]
    public void What_cannot_be_understood_is_named(string name, string value, string fault)
    {
        var refused = Assert.Throws<FormatException>(() => EventQueryString.Parse([KeyValuePair.Create(name, value)]));

        Assert.Contains(fault, refused.Message, StringComparison.Ordinal);
    }

    private static string Plain(string text) => string.Concat(text.Where(char.IsLetterOrDigit));
}
