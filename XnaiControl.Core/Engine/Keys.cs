namespace XnaiControl.Core.Engine;

/// <summary>Names a stack on an engine; survives recreates, unlike container ids.</summary>
public readonly record struct StackKey(string Engine, string Stack)
{
    public override string ToString() => $"{Engine}/{Stack}";
}

/// <summary>Names a service of a stack.</summary>
public readonly record struct ServiceKey(StackKey Stack, string Service)
{
    public override string ToString() => $"{Stack}/{Service}";
}
