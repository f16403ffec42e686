using System.Collections.Immutable;

namespace TrustBot.Core.Import;

/// <summary>A row without an error. Texts are plain: trimmed, on one line, without invisible characters; null where nothing was said.</summary>
/// <param name="Line">Where the row starts in the file, from 1.</param>
/// <param name="MentorLanguage">One of the codes that were given as spoken.</param>
/// <param name="MentorZone">An IANA id that the time zone data knows.</param>
public sealed record PairRow(
    int Line, Mail Mentor, Mail Mentee, string? MentorName, string? MenteeName, string? Reason,
    string? MentorLanguage, string? MenteeLanguage, string? MentorZone, string? MenteeZone, string? Cohort)
{
    /// <summary>Whom the row names to be talked to: none, one, or one and a backup.</summary>
    public ImmutableArray<ContactCells> Contacts { get; init; } = [];

    public override string ToString() => $"PairRow, line {Line}";
}

/// <param name="Outside">Not part of the programme's team; so where the cell says nothing.</param>
public sealed record ContactCells(int Line, Mail Mail, string Name, string Job, bool Outside)
{
    public override string ToString() => $"ContactCells, line {Line}";
}

/// <param name="Rows">Empty when a problem reaches the whole file, so that half a file is never imported.</param>
/// <param name="Problems">In the order of their lines.</param>
/// <param name="IgnoredColumns">The headers behind each <see cref="RowProblemKind.UnknownColumn"/>, in that order. They may hold anything.</param>
/// <param name="Records">How many rows were read, good or not.</param>
public sealed record PairsFile(
    ImmutableArray<PairRow> Rows, ImmutableArray<RowProblem> Problems, ImmutableArray<string> IgnoredColumns, int Records)
{
    public bool Refused => Problems.Any(p => p.Reach == ProblemReach.File);

    public IEnumerable<RowProblem> Errors => Problems.Where(p => p.Reach != ProblemReach.Warning);

    public IEnumerable<RowProblem> Warnings => Problems.Where(p => p.Reach == ProblemReach.Warning);

    /// <summary>Everybody whom good rows name to be talked to, once each.</summary>
    public ImmutableArray<ContactCells> Contacts => [.. Rows.SelectMany(row => row.Contacts).DistinctBy(contact => contact.Mail)];

    public override string ToString() => $"PairsFile, {Rows.Length} of {Records} rows";
}
