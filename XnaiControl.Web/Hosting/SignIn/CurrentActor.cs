using Microsoft.AspNetCore.Components.Authorization;
using XnaiControl.Core.Audit;
using XnaiControl.Web.Components.Live;

namespace XnaiControl.Web.Hosting.SignIn;

internal sealed class CurrentActor(AuthenticationStateProvider authentication) : ICurrentActor
{
    public async Task<AuditActor> GetAsync() => SessionClaims.ToActor((await authentication.GetAuthenticationStateAsync()).User);
}
