namespace Tapedeck.Actors;

/// <summary>Starts the options of a <see cref="BackoffSupervisor"/>.</summary>
public static class Backoff
{
    /// <summary>Back-off for a child that fails. When it stops by itself, so does the supervisor.</summary>
    /// <param name="childProps">The child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay; it doubles with each restart.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="randomFactor">Up to this fraction is added at random; 0 to 1.</param>
    /// <param name="maxNrOfRetries">Restarts before the supervisor gives up and stops; -1: any number.</param>
    public static BackoffOptions OnFailure(Props childProps, string childName, TimeSpan minBackoff,
        TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new BackoffOptions(onFailure: true, childProps, childName, minBackoff, maxBackoff, randomFactor)
            .WithMaxNrOfRetries(maxNrOfRetries);

    /// <summary>Back-off for a child that stops, by itself or because it could not start.</summary>
    /// <param name="childProps">The child.</param>
    /// <param name="childName">Its name.</param>
    /// <param name="minBackoff">The first delay; it doubles with each restart.</param>
    /// <param name="maxBackoff">The longest delay, before the random part.</param>
    /// <param name="randomFactor">Up to this fraction is added at random; 0 to 1.</param>
    /// <param name="maxNrOfRetries">Restarts before the supervisor gives up and stops; -1: any number.</param>
    public static BackoffOptions OnStop(Props childProps, string childName, TimeSpan minBackoff,
        TimeSpan maxBackoff, double randomFactor, int maxNrOfRetries) =>
        new BackoffOptions(onFailure: false, childProps, childName, minBackoff, maxBackoff, randomFactor)
            .WithMaxNrOfRetries(maxNrOfRetries);
}
