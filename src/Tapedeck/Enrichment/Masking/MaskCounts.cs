namespace Tapedeck.Enrichment.Masking;

/// <summary>Secrets masked in one frame, by kind.</summary>
internal record struct MaskCounts
{
    public int ApiKeys { get; set; }

    public int BearerTokens { get; set; }

    public int PrivateKeys { get; set; }

    public int Emails { get; set; }

    /// <summary>Counts one more of a single kind.</summary>
    public void Add(SecretKinds kind)
    {
        switch (kind)
        {
            case SecretKinds.ApiKey:
                ApiKeys++;
                break;
            case SecretKinds.BearerToken:
                BearerTokens++;
                break;
            case SecretKinds.PrivateKey:
                PrivateKeys++;
                break;
            default:
                Emails++;
                break;
        }
    }
}
