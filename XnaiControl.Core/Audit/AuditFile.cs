using System.Globalization;
using Microsoft.Data.Sqlite;

namespace XnaiControl.Core.Audit;

/// <summary>
/// Opens the log's file for its one writer: own folder (0700), file 0600, an exclusive lock beside it, durable disk, a
/// SQLite without the WAL-reset fault. Anything else is refused with the next step.
/// </summary>
internal sealed class AuditFile : IDisposable
{
    private static readonly Version OldestSqlite = new(3, 51, 3);
    private readonly FileStream _lock;

    private AuditFile(FileStream fileLock, SqliteConnection connection)
    {
        _lock = fileLock;
        Connection = connection;
    }

    public SqliteConnection Connection { get; }

    /// <exception cref="AuditUnavailableException">The file cannot serve as the log.</exception>
    public static AuditFile Open(string path, TimeProvider time)
    {
        RequireSqlite(new Version(new SqliteConnection().ServerVersion));
        FileStream? fileLock = null;
        SqliteConnection? connection = null;
        try
        {
            PrepareFolder(path);
            fileLock = TakeLock(path);
            connection = Connect(path);
            Prepare(connection, path, time);
            return new AuditFile(fileLock, connection);
        }
        catch (Exception exception)
        {
            connection?.Dispose();
            fileLock?.Dispose();
            throw exception is AuditUnavailableException
                ? exception
                : new AuditUnavailableException($"The audit log {path} cannot be opened: {exception.Message} Nothing can be operated until it can. Check the folder's owner and the disk, then start the panel again.", exception);
        }
    }

    /// <summary>A connection that cannot write, for queries and the verifier.</summary>
    public static SqliteConnection OpenForReading(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false, DefaultTimeout = 10 }.ToString());
        connection.Open();
        return connection;
    }

    public static void RequireSqlite(Version version)
    {
        if (version < OldestSqlite)
        {
            throw new AuditUnavailableException($"SQLite {version} can lose committed entries (fault of its write-ahead log, fixed in {OldestSqlite}). Install the panel with its own SQLite or a newer one.");
        }
    }

    public void Dispose()
    {
        Connection.Dispose();
        _lock.Dispose();
    }

    private static void PrepareFolder(string path)
    {
        var folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        Directory.CreateDirectory(folder, Private);
        File.SetUnixFileMode(folder, Private);
        if (FileSystemKind.IsVolatile(folder))
        {
            throw new AuditUnavailableException($"The audit log would lie on tmpfs ({folder}) and be lost at a restart. Set XNAI_DATA to a folder on disk.");
        }
    }

    private static FileStream TakeLock(string path)
    {
        try
        {
            // .NET holds flock(LOCK_EX) for FileShare.None; the kernel drops it when the process ends, however it ends.
            return new FileStream(path + ".lock", new FileStreamOptions
            {
                Mode = FileMode.OpenOrCreate,
                Access = FileAccess.ReadWrite,
                Share = FileShare.None,
                UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
        }
        catch (IOException exception)
        {
            throw new AuditUnavailableException($"Another panel writes the audit log {path}. Two writers would break its chain, so this one stops. End the other panel or give this one its own XNAI_DATA.", exception);
        }
    }

    private static SqliteConnection Connect(string path)
    {
        if (!File.Exists(path))
        {
            // Made here, because SQLite would follow the umask; its -wal and -shm files take this file's mode.
            new FileStream(path, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }).Dispose();
        }

        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false, DefaultTimeout = 5 }.ToString());
        connection.Open();
        return connection;
    }

    private static void Prepare(SqliteConnection connection, string path, TimeProvider time)
    {
        Execute(connection, "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF;");
        if (Scalar(connection, "SELECT count(*) FROM sqlite_master") == 0)
        {
            using var transaction = connection.BeginTransaction();
            Execute(connection, AuditSchema.Create, transaction);
            Execute(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"INSERT INTO format VALUES (1, {AuditSchema.Version}, 1, 1, zeroblob(32), {AuditLeaf.ToMicroseconds(time.GetUtcNow())})"),
                transaction);
            transaction.Commit();
        }

        var version = Scalar(connection, "SELECT version FROM format");
        if (version != AuditSchema.Version)
        {
            throw new AuditUnavailableException($"The audit log {path} has format {version}; this panel writes format {AuditSchema.Version}. Start the panel version that wrote it, or set XNAI_DATA to a new folder and keep the old log.");
        }

        if (Scalar(connection, "PRAGMA synchronous") != 2)
        {
            throw new AuditUnavailableException($"SQLite does not write the audit log {path} through to disk. Check the panel's SQLite library.");
        }
    }

    private static void Execute(SqliteConnection connection, string sql, SqliteTransaction? transaction = null)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        command.ExecuteNonQuery();
    }

    private static long Scalar(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }
}
