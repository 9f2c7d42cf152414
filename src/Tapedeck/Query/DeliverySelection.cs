namespace Tapedeck.Query;

/// <summary>Which messages are asked about, and which of them are to be shown.</summary>
/// <param name="Receiver">Whom they name as the receiver, whatever the case; null for anybody.</param>
/// <param name="Undelivered">Shows those that nobody reported as received.</param>
/// <param name="SlowerThan">Shows those that took longer, in seconds. With neither of the two, all are shown.</param>
internal sealed record DeliverySelection(string? Receiver, bool Undelivered, double? SlowerThan)
{
    public bool IsAbout(MessageDelivery message) =>
        Receiver is null || string.Equals(message.Receiver, Receiver, StringComparison.OrdinalIgnoreCase);

    public bool Shows(MessageDelivery message) =>
        (!Undelivered && SlowerThan is null)
        || (Undelivered && !message.IsReceived)
        || (SlowerThan is { } most && message.Seconds > most);
}
