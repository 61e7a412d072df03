using System.Security.Cryptography;
using System.Text;
using RiskLens.Engine.Ledgers;

namespace RiskLens.App.Storage;

/// <summary>
/// The workspace's secret: 32 random bytes in a file that only its owner reads. Contacts and messages are kept as
/// hashes under keys derived from it, so that the database alone cannot be searched for a known number.
/// </summary>
internal sealed class WorkspaceKey
{
    private const int KeyBytes = 32;
    private readonly byte[] _key;

    private WorkspaceKey(byte[] key) => _key = key;

    /// <summary>Tells keys apart and gives nothing of the key away.</summary>
    public byte[] Mark => Derive("mark", 16);

    /// <summary>The hash for fingerprints of messages.</summary>
    public SipHash Fingerprints => SipHash.WithKey(Derive("fingerprints", 16));

    /// <summary>The hash by which an import tells contacts apart; it is never kept.</summary>
    public SipHash ContactHashes => SipHash.WithKey(Derive("contact hashes", 16));

    /// <summary>The hash for pseudonyms of contacts; the caller disposes of it.</summary>
    public IncrementalHash Pseudonyms =>
        IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, Derive("contacts", KeyBytes));

    /// <summary>Reads the key, or gives null where there is none that is whole.</summary>
    public static WorkspaceKey? Read(string path)
    {
        if (!File.Exists(path))
            return null;
        var key = File.ReadAllBytes(path);
        return key.Length == KeyBytes ? new WorkspaceKey(key) : null;
    }

    /// <summary>Makes a key; the file appears whole or not at all.</summary>
    public static WorkspaceKey Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(KeyBytes);
        OwnerFiles.Write(path, key);
        return new WorkspaceKey(key);
    }

    private byte[] Derive(string use, int bytes) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, bytes, info: Encoding.ASCII.GetBytes(use));
}
