using System.Buffers.Binary;
using RiskLens.Engine.Ledgers;

namespace RiskLens.Engine.Tests.Ledgers;

public sealed class SipHashTests
{
    /// <summary>
    /// Reference vectors of SipHash-2-4 (github.com/veorq/SipHash, vectors.h): key 00..0f, input 00..n-1 for n from 0.
    /// </summary>
    private static readonly string[] Published =
    [
        "310e0edd47db6f72",
        "fd67dc93c539f874",
        "5a4fa9d909806c0d",
        "2d7efbd796666785",
        "b7877127e09427cf",
        "8da699cd64557618",
        "cee3fe586e46c9cb",
        "37d1018bf50002ab",
        "6224939a79f5f593",
        "b0e4a90bdf82009e",
        "f3b9dd94c5bb5d7a",
        "a7ad6b22462fb3f4",
        "fbe50e86bc8f1e75",
        "903d84c02756ea14",
        "eef27a8e90ca23f7",
        "e545be4961ca29a1",
        "db9bc2577fcc2a3f",
        "9447be2cf5e99a69",
        "9cd38d96f0b3c14b",
        "bd6179a71dc96dbb",
        "98eea21af25cd6be",
        "c7673b2eb0cbf2d0",
        "883ea3e395675393",
        "c8ce5ccd8c030ca8",
        "94af49f6c650adb8",
    ];

    [Fact]
    public void It_gives_the_published_vectors()
    {
        var key = Enumerable.Range(0, 16).Select(i => (byte)i).ToArray();
        var hash = SipHash.WithKey(key);
        var given = Enumerable
            .Range(0, Published.Length)
            .Select(length => Hex(hash.Of([.. Enumerable.Range(0, length).Select(i => (byte)i)])));
        Assert.Equal(Published, given);
    }

    [Fact]
    public void The_longest_published_vector_agrees() =>
        Assert.Equal(
            "724506eb4c328a95",
            Hex(
                SipHash
                    .WithKey([.. Enumerable.Range(0, 16).Select(i => (byte)i)])
                    .Of([.. Enumerable.Range(0, 63).Select(i => (byte)i)])
            )
        );

    [Fact]
    public void Another_key_gives_another_hash() =>
        Assert.NotEqual(new SipHash(1, 2).Of([1, 2, 3]), new SipHash(1, 3).Of([1, 2, 3]));

    private static string Hex(ulong hash)
    {
        var bytes = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(bytes, hash);
        return Convert.ToHexStringLower(bytes);
    }
}
