using System.Collections;

namespace XnaiControl.Core.Operations;

/// <summary>Gathers the secret values that a compose command could print: from containers, compose files, their .env and the panel's own environment.</summary>
internal static class SecretCollector
{
    public static async Task<SecretRedactor> CollectAsync(OperationScene scene, CancellationToken cancellationToken)
    {
        var redactor = new SecretRedactor();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            LearnVariable(redactor, (string)variable.Key, (string?)variable.Value ?? "");
        }

        foreach (var file in scene.Declaration?.Files ?? [])
        {
            await LearnFileAsync(redactor, file, cancellationToken).ConfigureAwait(false);
            await LearnFileAsync(redactor, Path.Combine(Path.GetDirectoryName(file) ?? "", ".env"), cancellationToken).ConfigureAwait(false);
        }

        var stack = scene.Target with { Service = "" };
        foreach (var container in await OperationScene.LookAsync(scene.Engine, stack, scene.Declaration, cancellationToken).ConfigureAwait(false))
        {
            foreach (var variable in await scene.Engine.ReadEnvironmentAsync(container.Id, cancellationToken).ConfigureAwait(false))
            {
                LearnVariable(redactor, variable.Name, variable.Value);
            }
        }

        return redactor;
    }

    private static void LearnVariable(SecretRedactor redactor, string name, string value)
    {
        if (SecretRedactor.IsSecretName(name))
        {
            redactor.Learn(value);
        }
    }

    private static async Task LearnFileAsync(SecretRedactor redactor, string path, CancellationToken cancellationToken)
    {
        if (!File.Exists(path))
        {
            return;
        }

        await foreach (var line in File.ReadLinesAsync(path, cancellationToken).ConfigureAwait(false))
        {
            redactor.LearnFromLine(line);
        }
    }
}
