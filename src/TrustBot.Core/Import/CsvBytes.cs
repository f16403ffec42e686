using System.Buffers;
using System.Text;
using System.Text.Unicode;

namespace TrustBot.Core.Import;

public abstract record CsvText
{
    private CsvText() { }

    /// <param name="Guessed">The bytes were no UTF-8, so they were taken for Windows-1252: names may come out wrong.</param>
    public sealed record Readable(string Text, bool Guessed) : CsvText
    {
        public override string ToString() => nameof(Readable);
    }

    /// <param name="Why"><see cref="RowProblemKind.TooLarge"/>, <see cref="RowProblemKind.NotText"/> or <see cref="RowProblemKind.Empty"/>.</param>
    public sealed record Unreadable(RowProblemKind Why) : CsvText;
}

/// <summary>What spreadsheets save as CSV: UTF-8 with or without a mark, UTF-16 with one, or the code page of western Windows.</summary>
public static class CsvBytes
{
    /// <summary>5 MB. Whoever reads an upload stops one byte after it.</summary>
    public const int MaxBytes = 5 * 1024 * 1024;

    private static readonly Encoding Windows1252 = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    private static readonly SearchValues<char> NeverInText = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0xA0).Select(c => (char)c).Where(c => char.IsControl(c) && c is not ('\t' or '\n' or '\v' or '\f' or '\r'))));

    public static CsvText Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaxBytes)
            return new CsvText.Unreadable(RowProblemKind.TooLarge);
        if (bytes.IsEmpty)
            return new CsvText.Unreadable(RowProblemKind.Empty);
        if (bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8))
            return new CsvText.Unreadable(RowProblemKind.NotText);
        return bytes switch
        {
            [0xFF, 0xFE, .. var rest] => Utf16(rest, Encoding.Unicode),
            [0xFE, 0xFF, .. var rest] => Utf16(rest, Encoding.BigEndianUnicode),
            [0xEF, 0xBB, 0xBF, .. var rest] => Utf8OrGuess(rest),
            _ => Utf8OrGuess(bytes),
        };
    }

    private static CsvText Utf16(ReadOnlySpan<byte> bytes, Encoding encoding) =>
        bytes.Length % 2 == 0 ? WithoutNul(encoding.GetString(bytes)) : new CsvText.Unreadable(RowProblemKind.NotText);

    private static CsvText Utf8OrGuess(ReadOnlySpan<byte> bytes)
    {
        if (Utf8.IsValid(bytes))
            return WithoutNul(Encoding.UTF8.GetString(bytes));
        var guess = Windows1252.GetString(bytes);
        return guess.AsSpan().ContainsAny(NeverInText)
            ? new CsvText.Unreadable(RowProblemKind.NotText)
            : new CsvText.Readable(guess, Guessed: true);
    }

    private static CsvText WithoutNul(string text) =>
        text.Contains('\0') ? new CsvText.Unreadable(RowProblemKind.NotText) : new CsvText.Readable(text, Guessed: false);
}
