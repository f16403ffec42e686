using System.Collections.Immutable;
using NodaTime;
using TrustBot.CoordinatorConsole.Web;
using TrustBot.Core.Import;
using TrustBot.Core.Pairs;
using TrustBot.Core.Programmes;
using TrustBot.Core.Texts;
using TrustBot.Programmes;

namespace TrustBot.CoordinatorConsole.Pages;

/// <param name="First">Nothing was imported yet.</param>
public sealed record StartModel(bool First);

/// <param name="Token">Null when there is nothing to import.</param>
/// <param name="Report">Null when the file could not be read at all.</param>
public sealed record DryRunModel(string? Token, PairsFile File, ImportReport? Report);

public sealed record ImportedModel(int New, int Contacts);

/// <param name="Waiting">Pairs without an invitation, over all pages.</param>
/// <param name="WantAnother">Names of people who said yes to another proposal.</param>
/// <param name="Away">Whom nothing can be written to now, over all pages.</param>
public sealed record HomeModel(IReadOnlyList<RosterLine> Lines, int Page, int Pages, int Waiting, IReadOnlyList<string> WantAnother, IReadOnlyList<OutOfReach> Away);

/// <param name="Chosen">The pair that is previewed; null when there is none to invite.</param>
public sealed record InvitationsModel(
    IReadOnlyList<RosterLine> Waiting, IReadOnlyList<RosterLine> Planned, LocalDate Today, LocalDate On, RosterLine? Chosen, ImmutableArray<InvitationPreview> Preview);

/// <param name="Pair">Null for the programme's own rhythm.</param>
/// <param name="Draft">What the form shows.</param>
/// <param name="Dates">Null before somebody asked for them.</param>
/// <param name="BasedOn">The revision that the coordinator looks at.</param>
public sealed record RhythmModel(
    RosterLine? Pair, Cadence Current, RhythmDraft Draft, ImmutableArray<PersonDates>? Dates, int BasedOn);

/// <param name="Name">Null for the programme's own hours.</param>
public sealed record PersonDates(string? Name, string Zone, ImmutableArray<ZonedDateTime> Dates);

/// <param name="Contacts">Rows as they were typed, with an empty one at the end.</param>
/// <param name="NameProblem">Null when the name can be taken.</param>
/// <param name="ContactProblem">Null when all contacts can be taken; else which row, from 0, and why.</param>
public sealed record SettingsModel(
    string Name, Language Language, ImmutableArray<ContactRow> Contacts, string Emergency, string? NameProblem, (int Row, string Text)? ContactProblem)
{
    /// <summary>As it was typed; empty for none.</summary>
    public string Wins { get; init; } = "";

    /// <summary>Null when it can be taken.</summary>
    public string? WinsProblem { get; init; }

    /// <summary>How long what is kept.</summary>
    public ImmutableArray<DaysRow> Kept { get; init; } = [];
}

/// <param name="To">Good once, and for ten minutes.</param>
public sealed record InstallModel(string Platform, Uri To);

/// <param name="Typed">As it was typed.</param>
/// <param name="Problem">Null when it can be taken.</param>
public sealed record DaysRow(string Field, string Label, string? Hint, string Typed, int From, int To, string? Problem);

/// <param name="Problem">Null when there is none.</param>
public sealed record WelcomeBackModel(string Mail, string? Problem);

/// <param name="Mail">As typed; never what is stored, for nothing of it is.</param>
/// <param name="Who">The person's id; empty for a new row.</param>
public sealed record ContactRow(string Name, string Job, string Mail, string Who, bool Outside)
{
    /// <summary>Null for a new row.</summary>
    public Contact? Stands { get; init; }

    public bool IsEmpty => Name.Length + Job.Length + Mail.Length == 0;

    public ContactDraft ToDraft() => new(Name, Job, Core.Import.Mail.Parse(Mail), Who.Length == 0 ? null : new PersonId(Who), Outside);

    public override string ToString() => "ContactRow";
}

/// <param name="Text">What is not there, and where to go on.</param>
public sealed record LostModel(string Text);
