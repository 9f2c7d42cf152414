namespace Tapedeck.Enrichment.Masking;

/// <summary>The kinds of secrets that are masked before they reach a file: <c>tapedeck.enrichment.mask</c>.</summary>
[Flags]
internal enum SecretKinds
{
    /// <summary>Nothing is masked.</summary>
    None = 0,

    /// <summary>Keys of well-known services, and what is assigned to a name such as <c>api_key</c> or <c>password</c>.</summary>
    ApiKey = 1,

    /// <summary>What stands behind <c>Bearer</c>, and JSON Web Tokens.</summary>
    BearerToken = 2,

    /// <summary>Private keys in PEM, and in OpenPGP's armor.</summary>
    PrivateKey = 4,

    /// <summary>E-mail addresses.</summary>
    Email = 8,

    /// <summary>All of them.</summary>
    All = ApiKey | BearerToken | PrivateKey | Email,
}
