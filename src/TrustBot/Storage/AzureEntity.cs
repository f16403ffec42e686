using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;

namespace TrustBot.Storage;

/// <summary>A row as the service holds it: the document in as many string properties as it needs, and the token of the write that made it.</summary>
internal static class AzureEntity
{
    public const string Token = "written";

    /// <summary>Well formed, and older than the service.</summary>
    public const string ETagOfNoRow = "W/\"datetime'1601-01-01T00%3A00%3A00.0000000Z'\"";

    public static string NewToken() => RandomNumberGenerator.GetHexString(32, lowercase: true);

    public static TableTransactionAction ToAction(string partition, Change change, string token) => change switch
    {
        Change.Insert it => new(TableTransactionActionType.Add, Entity(partition, it.Key, it.Data, token)),
        Change.Put it => new(TableTransactionActionType.UpsertReplace, Entity(partition, it.Key, it.Data, token)),
        Change.Replace it => new(TableTransactionActionType.UpdateReplace, Entity(partition, it.Key, it.Data, token), new ETag(it.ETag)),
        Change.Delete it => new(TableTransactionActionType.Delete, new TableEntity(partition, it.Key), new ETag(it.ETag)),
        _ => throw new InvalidOperationException($"A change of an unknown kind, {change.GetType().Name}."),
    };

    public static Row ToRow(TableEntity entity)
    {
        var data = entity.GetString(Part(0));
        for (var i = 1; entity.GetString(Part(i)) is { } more; i++)
            data += more;
        return new Row(entity.RowKey, entity.ETag.ToString(), data);
    }

    private static TableEntity Entity(string partition, string key, string data, string token)
    {
        var entity = new TableEntity(partition, key) { [Token] = token };
        var start = 0;
        for (var i = 0; i == 0 || start < data.Length; i++)
        {
            var length = Math.Min(TableLimits.CharactersInAProperty, data.Length - start);
            // Half of a surrogate pair is no text and wouldn't survive the journey.
            if (start + length < data.Length && char.IsHighSurrogate(data[start + length - 1]))
                length--;
            entity[Part(i)] = data.Substring(start, length);
            start += length;
        }
        return entity;
    }

    private static string Part(int index) => string.Create(CultureInfo.InvariantCulture, $"data{index}");
}
