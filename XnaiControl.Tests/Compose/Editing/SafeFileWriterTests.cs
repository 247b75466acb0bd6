using System.Diagnostics;
using System.Text;
using XnaiControl.Core.Compose.Editing;
using XnaiControl.Core.Compose.Revisions;

namespace XnaiControl.Tests.Compose.Editing;

public sealed class SafeFileWriterTests : IDisposable
{
    private static readonly byte[] Old = "services: {}\n"u8.ToArray();
    private static readonly byte[] Fresh = Encoding.UTF8.GetBytes("﻿services:\r\n  ü: {}");
    private readonly string _folder = Directory.CreateTempSubdirectory("xnai-write-").FullName;

    public SafeFileWriterTests()
    {
        Directory.CreateDirectory(Root);
        File.WriteAllBytes(Compose, Old);
    }

    private string Root => Path.Combine(_folder, "stack");

    private string Compose => Path.Combine(Root, "compose.yml");

    [Fact]
    public void Write_ExpectedVersion_ReplacesTheBytesAndKeepsOwnerAndMode()
    {
        var mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherExecute;
        File.SetUnixFileMode(Compose, mode);
        if (Environment.IsPrivilegedProcess)
        {
            Assert.Equal(0, Run("chown", "1234:2345", Compose));
        }

        var owner = Owner(Compose);
        SafeFileWriter.Write(Compose, RevisionRows.Hash(Old), Fresh, [Root]);

        Assert.Equal(Fresh, File.ReadAllBytes(Compose));
        Assert.Equal((mode, owner), (File.GetUnixFileMode(Compose), Owner(Compose)));
        AssertNothingElse();
    }

    [Fact]
    public void Write_ChangedSince_IsRefused()
    {
        File.WriteAllText(Compose, "services: {other: {}}\n");

        AssertRefused("was changed since the preview", () => SafeFileWriter.Write(Compose, RevisionRows.Hash(Old), Fresh, [Root]), "services: {other: {}}\n"u8.ToArray());
    }

    [Fact]
    public void Write_OutsideTheRoots_IsRefused()
    {
        AssertRefused("outside the folders", () => SafeFileWriter.Write(Compose, RevisionRows.Hash(Old), Fresh, [Path.Combine(_folder, "sta"), "/nowhere"]), Old);
        AssertRefused("is not a plain absolute path", () => SafeFileWriter.Write(Root + "/../stack/compose.yml", RevisionRows.Hash(Old), Fresh, [Root]), Old);
    }

    [Fact]
    public void Write_FileIsASymlink_IsRefused()
    {
        var link = Path.Combine(Root, "link.yml");
        File.CreateSymbolicLink(link, Compose);

        AssertRefused("is a symbolic link", () => SafeFileWriter.Write(link, RevisionRows.Hash(Old), Fresh, [Root]), Old);
        Assert.Equal(Compose, new FileInfo(link).LinkTarget);
    }

    [Fact]
    public void Write_FolderLeadsOutBySymlink_IsRefused()
    {
        var outside = Directory.CreateDirectory(Path.Combine(_folder, "outside")).FullName;
        var target = Path.Combine(outside, "compose.yml");
        File.WriteAllBytes(target, Old);
        Directory.CreateSymbolicLink(Path.Combine(Root, "sub"), outside);

        AssertRefused($"its folder really is {outside}", () => SafeFileWriter.Write(Path.Combine(Root, "sub", "compose.yml"), RevisionRows.Hash(Old), Fresh, [Root]), Old);
        Assert.Equal(Old, File.ReadAllBytes(target));
    }

    [Fact]
    public void Write_RootItselfReachedBySymlink_Writes()
    {
        var link = Path.Combine(_folder, "srv");
        Directory.CreateSymbolicLink(link, Root);

        SafeFileWriter.Write(Path.Combine(link, "compose.yml"), RevisionRows.Hash(Old), Fresh, [link]);

        Assert.Equal(Fresh, File.ReadAllBytes(Compose));
    }

    [Fact]
    public void Write_NoRegularFileOrNone_IsRefused()
    {
        var pipe = Path.Combine(Root, "pipe.yml");
        Assert.Equal(0, Run("mkfifo", pipe));

        AssertRefused("not a regular file", () => SafeFileWriter.Write(pipe, RevisionRows.Hash(Old), Fresh, [Root]), Old);
        AssertRefused("does not exist any more", () => SafeFileWriter.Write(Path.Combine(Root, "gone.yml"), RevisionRows.Hash(Old), Fresh, [Root]), Old);
    }

    [Fact]
    public void Write_FolderIsReadOnly_IsRefused()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        }
        else if (Run("mount", "--bind", Root, Root) != 0 || Run("mount", "-o", "remount,ro,bind", Root) != 0)
        {
            Assert.Skip("Root can be kept from writing by a read-only mount only, and this host allows none.");
        }

        try
        {
            AssertRefused("Nothing was written.", () => SafeFileWriter.Write(Compose, RevisionRows.Hash(Old), Fresh, [Root]), Old);
        }
        finally
        {
            Release();
        }
    }

    [Fact]
    public void Write_DiskFull_IsRefusedAndLeavesTheOldFileWhole()
    {
        if (!Environment.IsPrivilegedProcess || Run("mount", "-t", "tmpfs", "-o", "size=64k", "xnai-test", Root) != 0)
        {
            Assert.Skip("A full disk is a small tmpfs here, and this user may not mount one.");
        }

        try
        {
            File.WriteAllBytes(Compose, Old);
            var big = new byte[256 << 10];

            AssertRefused("Free space on its file system", () => SafeFileWriter.Write(Compose, RevisionRows.Hash(Old), big, [Root]), Old);
        }
        finally
        {
            Release();
        }
    }

    public void Dispose()
    {
        if (!Environment.IsPrivilegedProcess)
        {
            File.SetUnixFileMode(Root, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        Directory.Delete(_folder, recursive: true);
    }

    private void AssertRefused(string because, Action write, byte[] left)
    {
        var refusal = Assert.Throws<FileWriteException>(write);
        Assert.Contains(because, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Nothing was written.", refusal.Message, StringComparison.Ordinal);
        Assert.Equal(left, File.ReadAllBytes(Compose));
        AssertNothingElse();
    }

    private void AssertNothingElse() => Assert.Empty(Directory.GetFiles(Root, "*.xnai", new EnumerationOptions { AttributesToSkip = 0 }));

    private void Release()
    {
        if (Environment.IsPrivilegedProcess)
        {
            Run("umount", Root);
        }
    }

    private static (uint, uint) Owner(string file)
    {
        using var handle = File.OpenHandle(file);
        var facts = FileCalls.Facts(handle);
        return (facts.User, facts.Group);
    }

    private static int Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardError = true })!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode;
    }
}
