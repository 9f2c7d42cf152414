namespace Tapedeck.Runtimes;

/// <summary>The settings ask for what this runtime has not, or cannot use. The message says what to do.</summary>
internal sealed class RuntimeSettingsException(string message) : Exception(message);
