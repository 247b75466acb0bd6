namespace XnaiControl.Web.Components.Layout;

/// <summary>One result of the search box.</summary>
internal sealed record Hit(string Title, string Kind, string Icon, string Href);
