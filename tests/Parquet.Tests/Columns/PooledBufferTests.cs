using Tapedeck.Parquet;

namespace Tapedeck.Tests.Parquet.Columns;

public sealed class PooledBufferTests
{
    private readonly PooledBuffer<int> _buffer = new();

    [Fact]
    public void Items_stay_as_it_grows()
    {
        for (var i = 0; i < 10_000; i++)
            _buffer.Add(i);
        _buffer.Extend(3).Fill(7);

        Assert.Equal([.. Enumerable.Range(0, 10_000), 7, 7, 7], _buffer.Span.ToArray());
    }

    [Fact]
    public void The_first_items_are_removed_and_the_others_move_up()
    {
        for (var i = 0; i < 100; i++)
            _buffer.Add(i);

        _buffer.RemoveFirst(90);
        _buffer.RemoveLast(1);

        Assert.Equal(Enumerable.Range(90, 9), _buffer.Span.ToArray());
    }

    [Fact]
    public void One_huge_filling_does_not_keep_its_memory()
    {
        _buffer.Extend(10_000_000);
        _buffer.Clear();
        _buffer.Extend(1000);

        _buffer.Clear();

        Assert.Empty(_buffer.Array);
    }

    [Fact]
    public void A_usual_filling_keeps_its_memory_for_the_next()
    {
        _buffer.Extend(1_000_000);
        _buffer.Clear();

        Assert.True(_buffer.Array.Length >= 1_000_000);
    }
}
