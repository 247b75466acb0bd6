namespace XnaiControl.Core.Access;

/// <summary>Reads, at the moment of execution, whether a user still holds a permission. Unknown means no.</summary>
public interface IPermissionReader
{
    Task<bool> IsAllowedAsync(string userId, Permission permission, CancellationToken cancellationToken);
}
