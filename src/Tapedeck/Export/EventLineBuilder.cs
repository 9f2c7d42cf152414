using Tapedeck.Enrichment;
using Tapedeck.Parquet;

namespace Tapedeck.Export;

/// <summary>
/// Builds the line from the columns, as the recorder writes it: the first seven values, then the metadata as they stood.
/// </summary>
internal static class EventLineBuilder
{
    private const int Retained = 1 << 20;

    /// <summary>The columns that a line is built from; without one of them there is none.</summary>
    private static readonly EventColumn[] Needed =
    [
        EventColumn.Id, EventColumn.TimestampText, EventColumn.Speaker, EventColumn.Role, EventColumn.Message,
        EventColumn.ConversationType, EventColumn.ContextId, EventColumn.MetadataJson,
    ];

    /// <returns>False if a column is null that every line of the recorder has.</returns>
    public static bool TryBuild(EventRow row, LineBuffer line)
    {
        line.ClearAndTrim(Retained);
        foreach (var column in Needed)
        {
            if (row.IsNull(column))
                return false;
        }

        Append(
            line, row.Text(EventColumn.Id), row.Text(EventColumn.TimestampText), row.Text(EventColumn.Speaker),
            row.Text(EventColumn.Role), row.Text(EventColumn.Message), row.Number(EventColumn.ConversationType),
            row.Text(EventColumn.ContextId), row.Text(EventColumn.MetadataJson));
        return true;
    }

    /// <summary>The same of a row of a file with <see cref="EventColumns.Schema"/>.</summary>
    /// <param name="row">The row.</param>
    /// <param name="buffer">For a line that is built.</param>
    /// <param name="line">Valid until the next row.</param>
    public static bool TryBuild(RowGroupReader row, LineBuffer buffer, out ReadOnlySpan<byte> line)
    {
        if (row[(int)EventColumn.Line] is { IsNull: false } verbatim)
        {
            line = verbatim.Bytes();
            return true;
        }

        buffer.ClearAndTrim(Retained);
        line = default;
        foreach (var column in Needed)
        {
            if (row[(int)column].IsNull)
                return false;
        }

        Append(
            buffer, row[(int)EventColumn.Id].Bytes(), row[(int)EventColumn.TimestampText].Bytes(),
            row[(int)EventColumn.Speaker].Bytes(), row[(int)EventColumn.Role].Bytes(), row[(int)EventColumn.Message].Bytes(),
            row[(int)EventColumn.ConversationType].Int64(), row[(int)EventColumn.ContextId].Bytes(),
            row[(int)EventColumn.MetadataJson].Bytes());
        line = buffer.Written;
        return true;
    }

    private static void Append(
        LineBuffer line, ReadOnlySpan<byte> id, ReadOnlySpan<byte> timestamp, ReadOnlySpan<byte> speaker, ReadOnlySpan<byte> role,
        ReadOnlySpan<byte> message, long conversationType, ReadOnlySpan<byte> context, ReadOnlySpan<byte> metadata)
    {
        line.Append("{\"Id\":"u8);
        JsonText.AppendQuoted(id, line);
        line.Append(",\"Timestamp\":"u8);
        JsonText.AppendQuoted(timestamp, line);
        line.Append(",\"SpeakerName\":"u8);
        JsonText.AppendQuoted(speaker, line);
        line.Append(",\"SpeakerRole\":"u8);
        JsonText.AppendQuoted(role, line);
        line.Append(",\"Message\":"u8);
        JsonText.AppendQuoted(message, line);
        line.Append(",\"ConversationType\":"u8);
        line.AppendNumber(conversationType);
        line.Append(",\"ContextId\":"u8);
        JsonText.AppendQuoted(context, line);
        line.Append(",\"Metadata\":"u8);
        line.Append(metadata);
        line.Append((byte)'}');
    }
}
