using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;
using NodaTime.Serialization.SystemTextJson;

namespace TrustBot.Pairs;

/// <summary>
/// Moments, dates and times of day in rows, in the very form that NodaTime's converters write, in a third of their time. What is not in that form, or
/// before the year 1, is left to them.
/// </summary>
internal static class TimeJson
{
    private const int LengthOfADate = 10;
    private const int LengthOfATime = 8;
    private const int LengthOfASecond = LengthOfADate + 1 + LengthOfATime;
    private const int MostDigits = 9;

    public static void AddTo(JsonSerializerOptions options)
    {
        options.Converters.Add(new Dates());
        options.Converters.Add(new Times());
        options.Converters.Add(new Moments());
    }

    private sealed class Dates : Values<LocalDate>
    {
        protected override JsonConverter<LocalDate> Other => NodaConverters.LocalDateConverter;

        public override LocalDate Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IsPlain(reader) && reader.ValueSpan.Length == LengthOfADate && DateIn(reader.ValueSpan) is { } date ? date : Other.Read(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, LocalDate value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[LengthOfADate];
            if (TryPut(value, text))
                writer.WriteStringValue(text);
            else
                Other.Write(writer, value, options);
        }
    }

    private sealed class Moments : Values<Instant>
    {
        protected override JsonConverter<Instant> Other => NodaConverters.InstantConverter;

        public override Instant Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IsPlain(reader) && MomentIn(reader.ValueSpan) is { } moment ? moment : Other.Read(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, Instant value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[LengthOfASecond + 1 + MostDigits + 1];
            if (TryPut(value, text) is > 0 and var length)
                writer.WriteStringValue(text[..length]);
            else
                Other.Write(writer, value, options);
        }
    }

    private sealed class Times : Values<LocalTime>
    {
        protected override JsonConverter<LocalTime> Other => NodaConverters.LocalTimeConverter;

        public override LocalTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            IsPlain(reader) && reader.ValueSpan.Length == LengthOfATime && TimeIn(reader.ValueSpan) is { } time ? time : Other.Read(ref reader, typeToConvert, options);

        public override void Write(Utf8JsonWriter writer, LocalTime value, JsonSerializerOptions options)
        {
            Span<byte> text = stackalloc byte[LengthOfATime];
            if (value.NanosecondOfSecond == 0)
            {
                Put(value, text);
                writer.WriteStringValue(text);
            }
            else
            {
                Other.Write(writer, value, options);
            }
        }
    }

    /// <summary>As names of properties they are left to the other.</summary>
    private abstract class Values<T> : JsonConverter<T>
        where T : notnull
    {
        /// <summary>NodaTime's, asked for only when it is needed: with the first of them come the patterns of all its types, some megabytes.</summary>
        protected abstract JsonConverter<T> Other { get; }

        public override T ReadAsPropertyName(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            Other.ReadAsPropertyName(ref reader, typeToConvert, options);

        public override void WriteAsPropertyName(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            Other.WriteAsPropertyName(writer, value, options);
    }

    private static bool IsPlain(in Utf8JsonReader reader) => reader.TokenType == JsonTokenType.String && !reader.HasValueSequence && !reader.ValueIsEscaped;

    /// <summary>"2026-06-01".</summary>
    private static LocalDate? DateIn(ReadOnlySpan<byte> text) =>
        text[4] == '-' && text[7] == '-'
        && Number(text[..4]) is > 0 and var year && Number(text[5..7]) is >= 1 and <= 12 and var month
        && Number(text[8..10]) is >= 1 and var day && day <= CalendarSystem.Iso.GetDaysInMonth(year, month)
            ? new LocalDate(year, month, day) : null;

    /// <summary>"2026-06-01T08:00:00Z", with up to nine digits of a second.</summary>
    private static Instant? MomentIn(ReadOnlySpan<byte> text)
    {
        return text.Length > LengthOfASecond && text[LengthOfADate] == 'T' && text[^1] == 'Z'
            && DateIn(text) is { } date && TimeIn(text[(LengthOfADate + 1)..]) is { } time && Nanoseconds(text[LengthOfASecond..^1]) is { } nanoseconds
                ? Instant.FromUtc(date.Year, date.Month, date.Day, time.Hour, time.Minute, time.Second).PlusNanoseconds(nanoseconds) : null;
    }

    /// <summary>"08:00:00".</summary>
    private static LocalTime? TimeIn(ReadOnlySpan<byte> text) =>
        text[2] == ':' && text[5] == ':'
        && Number(text[..2]) is >= 0 and <= 23 and var hour && Number(text[3..5]) is >= 0 and <= 59 and var minute && Number(text[6..8]) is >= 0 and <= 59 and var second
            ? new LocalTime(hour, minute, second) : null;

    /// <summary>Of nothing, or of a point and digits.</summary>
    private static long? Nanoseconds(ReadOnlySpan<byte> fraction)
    {
        if (fraction.IsEmpty)
            return 0;
        if (fraction[0] != '.' || fraction.Length is 1 or > 1 + MostDigits || Number(fraction[1..]) is not (>= 0 and var number))
            return null;
        for (var digits = fraction.Length - 1; digits < MostDigits; digits++)
            number *= 10;
        return number;
    }

    /// <returns>Below 0 when one of them is no digit.</returns>
    private static int Number(ReadOnlySpan<byte> digits)
    {
        var number = 0;
        foreach (var digit in digits)
        {
            if (digit is < (byte)'0' or > (byte)'9')
                return -1;
            number = number * 10 + (digit - '0');
        }
        return number;
    }

    private static bool TryPut(LocalDate date, Span<byte> text)
    {
        if (date.Year < 1 || date.Calendar != CalendarSystem.Iso)
            return false;
        Put(date.Year, text[..4]);
        text[4] = (byte)'-';
        Put(date.Month, text[5..7]);
        text[7] = (byte)'-';
        Put(date.Day, text[8..10]);
        return true;
    }

    /// <returns>How many bytes; 0 when this form can't hold it.</returns>
    private static int TryPut(Instant moment, Span<byte> text)
    {
        var utc = moment.InUtc();
        if (!TryPut(utc.Date, text))
            return 0;
        text[LengthOfADate] = (byte)'T';
        Put(utc.TimeOfDay, text[(LengthOfADate + 1)..]);
        var end = LengthOfASecond;
        if (utc.NanosecondOfSecond is > 0 and var nanoseconds)
        {
            text[end] = (byte)'.';
            Put(nanoseconds, text.Slice(end + 1, MostDigits));
            end += 1 + MostDigits;
            while (text[end - 1] == '0')
                end--;
        }
        text[end] = (byte)'Z';
        return end + 1;
    }

    private static void Put(LocalTime time, Span<byte> text)
    {
        Put(time.Hour, text[..2]);
        text[2] = (byte)':';
        Put(time.Minute, text[3..5]);
        text[5] = (byte)':';
        Put(time.Second, text[6..8]);
    }

    private static void Put(int number, Span<byte> digits)
    {
        for (var i = digits.Length - 1; i >= 0; i--, number /= 10)
            digits[i] = (byte)('0' + number % 10);
    }
}
