using System.Collections.Immutable;
using System.Globalization;
using TrustBot.CoordinatorConsole.Pages;
using TrustBot.CoordinatorConsole.Texts;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Programmes;

namespace TrustBot.CoordinatorConsole;

/// <summary>The three numbers of days in the settings.</summary>
internal static class KeptFields
{
    public static ImmutableArray<DaysRow> Stands(KeptDays kept, ConsoleTexts texts) => Read(kept, FormCollection.Empty, texts);

    /// <summary>A field that the form does not have stays as it stands.</summary>
    public static ImmutableArray<DaysRow> Read(KeptDays kept, IFormCollection form, ConsoleTexts texts)
    {
        var text = Row("text-days", texts.TextDays, null, kept.Texts, KeptDays.FewestTexts, KeptDays.MostTexts);
        var agreement = Row("agreement-days", texts.AgreementDays, null, kept.Agreement, KeptDays.FewestTexts, KeptDays.MostAgreement);
        if (text.Problem is null && agreement.Problem is null && NumberIn(agreement) < NumberIn(text))
            agreement = agreement with { Problem = texts.AgreementTooShort };
        return [text, agreement, Row("case-days", texts.CaseDays, texts.CaseDaysHint, kept.Cases, KeptDays.FewestCases, KeptDays.MostCases)];

        DaysRow Row(string field, string label, string? hint, int stands, int from, int to)
        {
            var typed = form.ContainsKey(field) ? OneLine.Clean(form[field]) : stands.ToString(CultureInfo.InvariantCulture);
            var row = new DaysRow(field, label, hint, typed, from, to, null);
            // What stands already may come from a file, and is not made wrong by other ranges.
            return NumberIn(row) is { } days && (days == stands || (days >= from && days <= to)) ? row : row with { Problem = texts.DaysWrong(from, to) };
        }
    }

    /// <param name="rows">Without a problem.</param>
    public static KeptDays DaysIn(ImmutableArray<DaysRow> rows) => new(NumberIn(rows[0])!.Value, NumberIn(rows[1])!.Value, NumberIn(rows[2])!.Value);

    private static int? NumberIn(DaysRow row) => int.TryParse(row.Typed, NumberStyles.None, CultureInfo.InvariantCulture, out var days) ? days : null;
}
