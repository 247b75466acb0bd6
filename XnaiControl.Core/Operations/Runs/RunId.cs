using System.Security.Cryptography;

namespace XnaiControl.Core.Operations;

/// <summary>Ids of runs: 14 characters of Crockford's base 32, sortable by start, fit for addresses.</summary>
internal static class RunId
{
    private const string Alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

    public static string New(DateTimeOffset at) => string.Create(14, at.ToUnixTimeMilliseconds(), (text, milliseconds) =>
    {
        for (var i = 8; i >= 0; i--)
        {
            text[i] = Alphabet[(int)(milliseconds & 31)];
            milliseconds >>= 5;
        }

        for (var i = 9; i < text.Length; i++)
        {
            text[i] = Alphabet[RandomNumberGenerator.GetInt32(32)];
        }
    });

    /// <summary>Whether a text from an address can be an id at all.</summary>
    public static bool IsWellFormed(string id) => id.Length == 14 && id.All(Alphabet.Contains);
}
