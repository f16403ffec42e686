using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Xunit;
using TrustBot.Storage;

namespace TrustBot.Tests.Storage;

public sealed class SealerTests : IDisposable
{
    private static readonly SealContext Context = new("default", "pair-1", "person-1", "goal", "record-1");

    private readonly Sealer sealer = new(RandomNumberGenerator.GetBytes(Sealer.KeyBytes));

    [Property]
    public bool What_is_sealed_opens_to_the_same_text(int[] seeds)
    {
        // Any scalar value: all of Unicode but lone surrogates, which are no text.
        var text = string.Concat(seeds.Select(seed => (uint)seed % 0x110000).Where(value => value is < 0xd800 or > 0xdfff).Select(value => new Rune(value).ToString()));
        using var key = sealer.NewDataKey("pair-1 person-1", out var wrapped);
        using var again = sealer.Unwrap(wrapped, "pair-1 person-1");
        return sealer.Open(again, sealer.Seal(key, text, Context), Context) == text;
    }

    [Property]
    public bool A_text_sealed_for_one_context_opens_in_no_other(NonNull<string> a, NonNull<string> b, NonNull<string> c, PositiveInt seed)
    {
        var original = new SealContext(a.Get, b.Get, c.Get, "field", "record");
        // The same letters cut elsewhere are the likeliest confusion.
        var others = new[] { original with { Organisation = a.Get + b.Get, Partition = "" }, original with { Partition = b.Get + "x" }, original with { Record = $"{seed.Get}" } };
        using var key = sealer.NewDataKey("owner", out _);
        var text = sealer.Seal(key, "words", original);
        return others.All(other => other == original || Refuses(() => sealer.Open(key, text, other)));
    }

    [Theory]
    [InlineData("organisation")]
    [InlineData("partition")]
    [InlineData("author")]
    [InlineData("field")]
    [InlineData("record")]
    public void A_text_moved_elsewhere_is_refused(string part)
    {
        using var key = sealer.NewDataKey("owner", out _);
        var text = sealer.Seal(key, "words", Context);
        var elsewhere = part switch
        {
            "organisation" => Context with { Organisation = "other" },
            "partition" => Context with { Partition = "pair-2" },
            "author" => Context with { Author = "person-2" },
            "field" => Context with { Field = "hope" },
            _ => Context with { Record = "record-2" },
        };

        Assert.Throws<SealBrokenException>(() => sealer.Open(key, text, elsewhere));
    }

    [Fact]
    public void Every_single_flipped_bit_is_noticed()
    {
        using var key = sealer.NewDataKey("owner", out var wrapped);
        var text = sealer.Seal(key, "words", Context);

        Assert.All(Flipped(text), damaged => Assert.Throws<SealBrokenException>(() => sealer.Open(key, damaged, Context)));
        Assert.All(Flipped(wrapped), damaged => Assert.Throws<SealBrokenException>(() => sealer.Unwrap(damaged, "owner")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not base64!")]
    [InlineData("AQ==")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public void What_was_never_sealed_is_refused(string text)
    {
        using var key = sealer.NewDataKey("owner", out _);
        Assert.Throws<SealBrokenException>(() => sealer.Open(key, text, Context));
        Assert.Throws<SealBrokenException>(() => sealer.Unwrap(text, "owner"));
    }

    [Fact]
    public void A_text_opens_under_no_other_data_key()
    {
        using var key = sealer.NewDataKey("owner", out _);
        using var other = sealer.NewDataKey("owner", out _);
        Assert.Throws<SealBrokenException>(() => sealer.Open(other, sealer.Seal(key, "words", Context), Context));
    }

    [Fact]
    public void A_data_key_unwraps_for_its_owner_and_under_its_own_key_only()
    {
        using var stranger = new Sealer(RandomNumberGenerator.GetBytes(Sealer.KeyBytes));
        sealer.NewDataKey("owner", out var wrapped).Dispose();

        Assert.Throws<SealBrokenException>(() => sealer.Unwrap(wrapped, "another"));
        Assert.Throws<SealBrokenException>(() => stranger.Unwrap(wrapped, "owner"));
    }

    [Fact]
    public void A_wrapped_key_is_no_sealed_text_and_the_other_way_round()
    {
        using var key = sealer.NewDataKey("owner", out var wrapped);
        Assert.Throws<SealBrokenException>(() => sealer.Open(key, wrapped, Context));
        Assert.Throws<SealBrokenException>(() => sealer.Unwrap(sealer.Seal(key, new string('x', Sealer.KeyBytes), Context), "owner"));
    }

    [Fact]
    public void The_same_words_never_look_the_same()
    {
        using var key = sealer.NewDataKey("owner", out _);
        Assert.Equal(1_000, Enumerable.Range(0, 1_000).Select(_ => sealer.Seal(key, "words", Context)).Distinct().Count());
    }

    [Fact]
    public void A_refusal_tells_ids_and_no_words()
    {
        using var key = sealer.NewDataKey("owner", out _);
        var text = sealer.Seal(key, "words of a mentee", Context);
        var refusal = Assert.Throws<SealBrokenException>(() => sealer.Open(key, text, Context with { Record = "record-2" }));

        Assert.Contains("record-2", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("words of", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, refusal.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(16)]
    [InlineData(33)]
    public void A_key_of_another_length_is_refused(int bytes) => Assert.Throws<ArgumentException>(() => new Sealer(new byte[bytes]));

    public void Dispose() => sealer.Dispose();

    private static IEnumerable<string> Flipped(string text)
    {
        var bytes = Convert.FromBase64String(text);
        for (var bit = 0; bit < 8 * bytes.Length; bit++)
        {
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
            yield return Convert.ToBase64String(bytes);
            bytes[bit / 8] ^= (byte)(1 << (bit % 8));
        }
    }

    private static bool Refuses(Action action) => Record.Exception(action) is SealBrokenException;
}
