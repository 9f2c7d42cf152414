using Tapedeck.Hocon;

namespace Tapedeck.Configuration;

/// <summary>
/// A setting that no node can run with. The message begins with <c>file:line:column:</c>, says what was found and what to
/// write instead.
/// </summary>
internal sealed class SettingsException(HoconOrigin origin, string message) : Exception($"{origin}: {message}");
