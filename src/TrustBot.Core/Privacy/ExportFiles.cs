using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using TrustBot.Core.Attention;
using TrustBot.Core.Machine;
using TrustBot.Core.Messages;
using TrustBot.Core.Texts;

namespace TrustBot.Core.Privacy;

/// <summary>The two files of <c>my data</c>: one to read, one for other programs.</summary>
public static class ExportFiles
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Text(PersonView view, Instant now)
    {
        var say = Sentences.In(view.Person.Language);
        var zone = Zones.Get(view.Person.Hours.Zone);
        var text = new StringBuilder();
        text.AppendLine(say.DataTitle).AppendLine(LocalDatePattern.Iso.Format(now.InZone(zone).Date)).AppendLine();
        foreach (var line in DataMessages.About(view.Person))
            text.AppendLine(line);
        foreach (var pair in Export.Of(view))
        {
            var partner = DataMessages.PartnerOf(pair, say);
            var drawing = PlainReading.DrawingOf(view, pair.Mine, now);
            text.AppendLine().Append("== ").AppendLine(say.DataPair(partner, pair.Mine.Programme.Name));
            foreach (var words in pair.Words)
                Write(text.AppendLine().Append("-- ").AppendLine(words.Heading(say, partner)), drawing, words);
            text.AppendLine().Append("-- ").AppendLine(say.DataRecords);
            foreach (var record in pair.Records)
                text.Append(LocalDateTimePattern.GeneralIso.Format(record.At.InZone(zone).LocalDateTime)).Append("  ").AppendLine(record.What);
        }
        return text.ToString();
    }

    private static void Write(StringBuilder text, Drawing drawing, ExportedWords words)
    {
        foreach (var line in PlainReading.Lines(drawing, words))
            text.Append(line.Label).Append(": ").AppendLine(line.Text.Reveal());
        if (PlainReading.Rest(drawing, words) is { IsEmpty: false } rest)
            text.AppendLine(rest.Reveal());
    }

    /// <summary>UTF-8, with names that stay the same in every language.</summary>
    public static byte[] Json(PersonView view, Instant now)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteString("at", InstantPattern.General.Format(now));
            WritePerson(json, view);
            json.WriteStartArray("pairs");
            foreach (var pair in Export.Of(view))
                WritePair(json, pair, view);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return stream.ToArray();
    }

    private static void WritePerson(Utf8JsonWriter json, PersonView view)
    {
        var person = view.Person;
        json.WriteStartObject("person");
        json.WriteString("id", person.Id.Value);
        json.WriteString("name", person.Name);
        json.WriteString("language", person.Language.Code());
        json.WriteString("zone", person.Hours.Zone);
        json.WriteString("days", person.Hours.Days.ToString());
        json.WriteString("from", person.Hours.From.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.WriteString("until", person.Hours.Until.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.WriteString("questionDays", person.Hours.Prompt.Days.ToString());
        json.WriteString("questionTime", person.Hours.Prompt.At.ToString("HH:mm", CultureInfo.InvariantCulture));
        json.WriteString("channel", person.Address?.Channel);
        json.WriteString("channelId", person.Address?.Id);
        json.WriteStartArray("noInvitationsFrom");
        foreach (var programme in person.NoInvitationsFrom)
            json.WriteStringValue(programme.Value);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePair(Utf8JsonWriter json, ExportedPair pair, PersonView view)
    {
        json.WriteStartObject();
        json.WriteString("id", pair.Mine.Pair.Id.Value);
        json.WriteString("programme", pair.Mine.Programme.Name);
        json.WriteString("role", pair.Mine.Pair.Mentor == view.Person.Id ? "mentor" : "mentee");
        json.WriteString("partner", DataMessages.PartnerOf(pair, Sentences.In(view.Person.Language)));
        json.WriteStartArray("words");
        foreach (var words in pair.Words)
        {
            json.WriteStartObject();
            json.WriteString("id", words.Id.Number);
            json.WriteString("visibility", words.Id.Visibility.ToString());
            json.WriteString("author", words.Author.ToString());
            json.WriteStartObject("fields");
            foreach (var (name, text) in words.Fields)
                json.WriteString(name, text.Reveal());
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteStartArray("records");
        foreach (var record in pair.Records)
        {
            json.WriteStartObject();
            json.WriteString("at", InstantPattern.General.Format(record.At));
            json.WriteString("what", record.What);
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
