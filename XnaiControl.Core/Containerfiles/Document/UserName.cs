namespace XnaiControl.Core.Containerfiles.Document;

internal static class UserName
{
    public static bool IsRoot(string user) => user.Split(':')[0] is "root" or "0";
}
