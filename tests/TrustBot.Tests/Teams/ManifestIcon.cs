using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace TrustBot.Tests.Teams;

/// <summary>A PNG of eight bits a channel, in RGB or RGBA, not interlaced: what the icons are saved as.</summary>
internal sealed class ManifestIcon
{
    private ManifestIcon(int width, int height, IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> pixels) => (Width, Height, Pixels) = (width, height, pixels);

    public int Width { get; }

    public int Height { get; }

    public IReadOnlyList<(byte Red, byte Green, byte Blue, byte Alpha)> Pixels { get; }

    public static ManifestIcon Read(byte[] png)
    {
        using var packed = new MemoryStream();
        var header = Array.Empty<byte>();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(at));
            var data = png.AsSpan(at + 8, length);
            switch (Encoding.ASCII.GetString(png, at + 4, 4))
            {
                case "IHDR":
                    header = data.ToArray();
                    break;
                case "IDAT":
                    packed.Write(data);
                    break;
            }
            at += length + 12;
        }
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header.AsSpan(4)));
        Assert.True(header is [.., 8, 2 or 6, 0, 0, 0], "Only plain RGB and RGBA are read here.");
        var channels = header[9] == 6 ? 4 : 3;
        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        return new ManifestIcon(width, height, Pixel(unpacked, width, height, channels));
    }

    private static List<(byte, byte, byte, byte)> Pixel(ZLibStream data, int width, int height, int channels)
    {
        var pixels = new List<(byte, byte, byte, byte)>();
        var (above, row) = (new byte[width * channels], new byte[width * channels]);
        for (var y = 0; y < height; y++)
        {
            var filter = data.ReadByte();
            data.ReadExactly(row);
            for (var i = 0; i < row.Length; i++)
                row[i] += Guess(filter, i < channels ? 0 : row[i - channels], above[i], i < channels ? 0 : above[i - channels]);
            for (var i = 0; i < row.Length; i += channels)
                pixels.Add((row[i], row[i + 1], row[i + 2], channels == 4 ? row[i + 3] : byte.MaxValue));
            (above, row) = (row, above);
        }
        return pixels;
    }

    /// <summary>What the five filters of the PNG specification take a byte to be, from the bytes left of it, above it, and above that.</summary>
    private static byte Guess(int filter, int left, int up, int corner) => (byte)(filter switch
    {
        0 => 0,
        1 => left,
        2 => up,
        3 => (left + up) / 2,
        _ => Nearest(left, up, corner),
    });

    private static int Nearest(int left, int up, int corner)
    {
        var (a, b, c) = (Math.Abs(up - corner), Math.Abs(left - corner), Math.Abs(left + up - corner - corner));
        return a <= b && a <= c ? left : b <= c ? up : corner;
    }
}
