using System.ComponentModel.DataAnnotations;

namespace XnaiControl.Web.Components.Pages.Account;

/// <summary>The fields of the sign-in and welcome forms.</summary>
public sealed class AccountForm
{
    [Required(ErrorMessage = "Type a user name.")]
    [StringLength(64, ErrorMessage = "A user name has at most 64 characters.")]
    public string Name { get; set; } = "";

    [Required(ErrorMessage = "Type a password.")]
    [StringLength(256, ErrorMessage = "A password has at most 256 characters.")]
    public string Password { get; set; } = "";

    /// <summary>The one-time code, moved here from the link's fragment by the page's script.</summary>
    public string? Code { get; set; }
}
