namespace XnaiControl.Core.Compose.Rules;

/// <summary>Guesses which known name a person meant.</summary>
internal static class Spelling
{
    /// <summary>The nearest name within a third of its letters, at least one; null when none is near.</summary>
    public static string? Nearest(string name, IEnumerable<string> known)
    {
        var (best, distance) = ((string?)null, int.MaxValue);
        foreach (var candidate in known)
        {
            var apart = Math.Abs(candidate.Length - name.Length) > 3 ? int.MaxValue : Distance(name.ToLowerInvariant(), candidate.ToLowerInvariant());
            if (apart < distance && apart <= Math.Max(1, Math.Min(name.Length, candidate.Length) / 3))
            {
                (best, distance) = (candidate, apart);
            }
        }

        return best;
    }

    /// <summary>Letters to add, drop, change or swap with the neighbour.</summary>
    private static int Distance(string a, string b)
    {
        var table = new int[a.Length + 1, b.Length + 1];
        for (var i = 0; i <= a.Length; i++)
        {
            for (var j = 0; j <= b.Length; j++)
            {
                if (i == 0 || j == 0)
                {
                    table[i, j] = i + j;
                    continue;
                }

                table[i, j] = Math.Min(Math.Min(table[i - 1, j], table[i, j - 1]) + 1, table[i - 1, j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
                if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                {
                    table[i, j] = Math.Min(table[i, j], table[i - 2, j - 2] + 1);
                }
            }
        }

        return table[a.Length, b.Length];
    }
}
