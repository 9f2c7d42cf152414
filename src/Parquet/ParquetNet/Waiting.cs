namespace Tapedeck.Parquet.Format;

/// <summary>
/// Waits for what Parquet.Net does asynchronously only. It works in memory; but it reads a page by way of the thread pool, and
/// would go on in the caller's context, which waits here.
/// </summary>
internal static class Waiting
{
    public static T For<T>(Func<Task<T>> begin)
    {
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            return begin().GetAwaiter().GetResult();
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}
