namespace Tapedeck.Host.Node;

/// <summary>The configuration files that come with Tapedeck, beside the program.</summary>
internal static class ShippedFiles
{
    public static string Reference => Of("reference.conf");

    public static string Node => Of("node.conf");

    public static string Taxonomy => Of("taxonomy.conf");

    private static string Of(string name) => Path.Combine(AppContext.BaseDirectory, "hocon", name);
}
