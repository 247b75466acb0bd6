namespace XnaiControl.Core.Access;

/// <summary>What a person may be allowed to do; data, so that roles can be built from it.</summary>
public enum Permission
{
    ViewStack,
    ViewEnvironment,
    ViewAudit,
    ControlService,
    RunHealthCheck,
    BuildImages,
    ChangeStack,
    EditFiles,
    ManageSettings,
    ManageUsers,
}

/// <summary>How much an operation can lose.</summary>
public enum Risk
{
    /// <summary>Nothing is lost.</summary>
    Low,
    /// <summary>Interrupts a service; data on tmpfs may be lost.</summary>
    Disruptive,
    /// <summary>Removes containers or data for good.</summary>
    Destructive,
}
