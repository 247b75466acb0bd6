using XnaiControl.Web.Commands;
using XnaiControl.Web.Hosting;

// A command ends here, before anything of the web server is loaded.
return CommandLine.Takes(args) ? CommandLine.Run(args) : await PanelApplication.RunAsync(args);
