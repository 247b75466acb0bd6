using MudBlazor;
using XnaiControl.Core.Operations;
using XnaiControl.Web.Components.Shared;

namespace XnaiControl.Web.Components.Live;

/// <summary>Asks before an operation and says where to follow it: what every action button of a page calls.</summary>
public sealed class Operator(IDialogService dialogs, ISnackbar snackbar)
{
    internal static readonly DialogOptions Options = new()
    {
        MaxWidth = MaxWidth.ExtraSmall,
        FullWidth = true,
        CloseOnEscapeKey = true,
        DefaultFocus = DefaultFocus.None,
    };

    /// <summary>Shows the confirmation; after a yes the operation runs on its own. Returns its run, or null when nothing was started.</summary>
    public async Task<OperationRun?> AskAsync(OperationKind kind, OperationTarget target)
    {
        var parameters = new DialogParameters<ConfirmOperation>
        {
            { dialog => dialog.Kind, kind },
            { dialog => dialog.Target, target },
        };
        var dialog = await dialogs.ShowAsync<ConfirmOperation>(null, parameters, Options);
        if (await dialog.Result is not { Canceled: false, Data: OperationRun run })
        {
            return null;
        }

        snackbar.Add(builder =>
        {
            builder.OpenComponent<OperationNotice>(0);
            builder.AddComponentParameter(1, nameof(OperationNotice.Run), run);
            builder.CloseComponent();
        }, Severity.Normal, options => options.HideIcon = true);
        return run;
    }
}
