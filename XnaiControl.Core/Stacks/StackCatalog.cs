using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using XnaiControl.Core.Compose;
using XnaiControl.Core.Engine;

namespace XnaiControl.Core.Stacks;

/// <summary>
/// Keeps the declarations of the configured and the remembered stacks current. A file that breaks keeps its last good
/// declaration, with the problem beside it: a half-saved edit must not empty the page.
/// </summary>
internal sealed partial class StackCatalog : IStackCatalog, IDisposable
{
    private readonly XnaiOptions _options;
    private readonly RememberedStacks _remembered;
    private readonly ILogger<StackCatalog> _logger;
    private readonly FileWatch _watch;
    private readonly ChangeSignal _signal = new();
    private readonly SemaphoreSlim _gate = new(1);
    private ImmutableArray<StackDeclaration> _declarations = [];

    public StackCatalog(XnaiOptions options, RememberedStacks remembered, TimeProvider time, ILogger<StackCatalog> logger)
    {
        _options = options;
        _remembered = remembered;
        _logger = logger;
        _watch = new FileWatch(time, OnFilesChanged);
    }

    public ImmutableArray<StackDeclaration> Declarations => _declarations;

    public StackDeclaration? Find(string project) => _declarations.FirstOrDefault(d => d.Project == project);

    public ChangeSubscription Subscribe() => _signal.Subscribe();

    /// <summary>Reads every file once; later changes come by themselves.</summary>
    public async Task LoadAsync(CancellationToken cancellationToken)
    {
        var remembered = await _remembered.ListAsync(cancellationToken).ConfigureAwait(false);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var loaded = ImmutableArray.CreateBuilder<StackDeclaration>();
            if (_options.Stack.Length > 0)
            {
                loaded.Add(Reread(Path.GetFullPath(_options.Stack), _options.Project, null));
            }

            loaded.AddRange(remembered.Where(r => loaded.All(d => d.Project != r.Project)).Select(r => Reread(r.File, r.Project, null)).ToList());
            Replace(loaded.ToImmutable());
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task<StackDeclaration> AddAsync(string composeFile, CancellationToken cancellationToken)
    {
        if (!Path.IsPathRooted(composeFile))
        {
            throw new StackFileException($"'{composeFile}' is not an absolute path. Write the whole path on the panel's host, for example /srv/stack/docker-compose.yml.");
        }

        var file = Path.GetFullPath(composeFile);
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var declaration = ReadNew(file);
            await _remembered.AddAsync(declaration.Project, file, cancellationToken).ConfigureAwait(false);
            Replace(_declarations.Add(declaration));
            return declaration;
        }
        finally
        {
            _gate.Release();
        }
    }

    public async Task RemoveAsync(string project, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            var declaration = Find(project) ?? throw new StackFileException($"No stack {project} is known. Reload the page to see those that are.");
            if (IsConfigured(declaration))
            {
                throw new StackFileException($"{project} comes from XNAI_STACK and was not removed. Unset XNAI_STACK and start the panel again.");
            }

            await _remembered.RemoveAsync(project, cancellationToken).ConfigureAwait(false);
            Replace(_declarations.Remove(declaration));
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose()
    {
        _watch.Dispose();
        _gate.Dispose();
    }

    private StackDeclaration ReadNew(string file)
    {
        StackDeclaration declaration;
        try
        {
            declaration = StackFile.Read(file, "");
        }
        catch (ComposeException fault)
        {
            throw new StackFileException(fault.Message, fault);
        }

        if (declaration.Services.IsEmpty)
        {
            throw new StackFileException($"{file}: The file declares no services. Name the compose file that has services: in it.");
        }

        return Find(declaration.Project) is { } known
            ? throw new StackFileException($"{file}: The project {declaration.Project} is already served from {known.Files[0]}. Remove that stack first, or give this file another name: at its top.")
            : declaration;
    }

    private bool IsConfigured(StackDeclaration declaration) => _options.Stack.Length > 0 && declaration.Files[0] == Path.GetFullPath(_options.Stack);

    private StackDeclaration Reread(string file, string project, StackDeclaration? last)
    {
        try
        {
            return StackFile.Read(file, project);
        }
        catch (ComposeException fault)
        {
            Broken(fault.Message);
            last ??= new StackDeclaration(project.Length > 0 ? project : StackFile.FolderProject(file), [file], [], null);
            return last with { Problem = fault.Message };
        }
    }

    private void OnFilesChanged()
    {
        _gate.Wait();
        try
        {
            // The name stays the one the stack was added under: it is the key of everything that is recorded.
            Replace([.. _declarations.Select(d => Reread(d.Files[0], d.Project, d))]);
        }
        catch (Exception fault)
        {
            RereadFailed(fault);
        }
        finally
        {
            _gate.Release();
        }
    }

    private void Replace(ImmutableArray<StackDeclaration> declarations)
    {
        _declarations = declarations;
        _watch.Follow(declarations.SelectMany(d => d.Files.Add(Path.Combine(Path.GetDirectoryName(d.Files[0]) ?? "/", ".env"))));
        _signal.Raise();
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "A compose file cannot be read; its last good declaration stays. {Problem}")]
    private partial void Broken(string problem);

    [LoggerMessage(Level = LogLevel.Error, Message = "The compose files could not be read again after a change.")]
    private partial void RereadFailed(Exception fault);
}
