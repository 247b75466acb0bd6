using XnaiControl.Core.Audit;

namespace XnaiControl.Web.Components.Live;

/// <summary>Who acts in this circuit: from the server's session, never from a form.</summary>
public interface ICurrentActor
{
    Task<AuditActor> GetAsync();
}
