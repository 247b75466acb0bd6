using System.Security.Cryptography;
using System.Text;

namespace XnaiControl.Web.Hosting.SignIn;

/// <summary>
/// The code that lets one person create the first user: 160 random bits, valid 10 minutes, spent by the first success.
/// Only its hash is kept, in memory; the code travels in the link's fragment and in a POST body.
/// </summary>
public sealed class OneTimeLink(TimeProvider clock)
{
    public static readonly TimeSpan Validity = TimeSpan.FromMinutes(10);

    private readonly Lock gate = new();
    private byte[]? hash;
    private DateTimeOffset expires;

    public string Issue()
    {
        var code = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(20));
        lock (gate)
        {
            hash = Hash(code);
            expires = clock.GetUtcNow() + Validity;
        }

        return code;
    }

    public bool IsValid(string? code)
    {
        lock (gate)
        {
            return hash is not null && code is not null && clock.GetUtcNow() < expires
                && CryptographicOperations.FixedTimeEquals(hash, Hash(code));
        }
    }

    /// <summary>True once for the right code: two people with the same link cannot both succeed.</summary>
    public bool TrySpend(string? code)
    {
        lock (gate)
        {
            if (!IsValid(code))
            {
                return false;
            }

            hash = null;
            return true;
        }
    }

    private static byte[] Hash(string code) => SHA256.HashData(Encoding.UTF8.GetBytes(code));
}
