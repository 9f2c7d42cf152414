using System.Buffers;
using System.Globalization;
using Tapedeck.Enrichment;
using Tapedeck.Journal.Sessions;
using Tapedeck.Parquet;

namespace Tapedeck.Export;

/// <summary>
/// Writes event lines as CSV: a line with the columns' names, then a record an event, in UTF-8 with CRLF. Null is an empty
/// field, an empty text <c>""</c>; a list is a JSON array, a time ISO 8601 in UTC. Source: RFC 4180.
/// </summary>
internal sealed class CsvEvents : IEventWriter
{
    private const int Full = 1024 * 1024;

    private static readonly SearchValues<byte> Special = SearchValues.Create(",\"\r\n"u8);

    private readonly Stream _output;
    private readonly EventRow _row;
    private readonly LineBuffer _records = new(Full);
    private readonly LineBuffer _list = new();

    /// <param name="output">Gets the text, and stays open.</param>
    /// <param name="naiveOffset">How a timestamp without offset is understood.</param>
    public CsvEvents(Stream output, TimeSpan naiveOffset)
    {
        (_output, _row) = (output, new EventRow(naiveOffset));
        foreach (var column in EventColumns.Schema)
        {
            if (_records.Length > 0)
                _records.Append((byte)',');
            _records.Append(System.Text.Encoding.UTF8.GetBytes(column.Name));
        }

        _records.Append("\r\n"u8);
    }

    public void Add(ReadOnlySpan<byte> line)
    {
        _row.Read(line);
        for (var column = (EventColumn)0; column < (EventColumn)EventColumns.Count; column++)
        {
            if (column > 0)
                _records.Append((byte)',');
            if (!_row.IsNull(column))
                Append(column, EventColumns.Schema[(int)column]);
        }

        _records.Append("\r\n"u8);
        if (_records.Length >= Full)
            Drain();
    }

    public void Finish()
    {
        Drain();
        _output.Flush();
    }

    public void Dispose()
    {
        _records.Release();
        _list.Release();
    }

    private void Append(EventColumn column, ParquetColumn shape)
    {
        if (shape.IsList)
            AppendField(List(column));
        else if (shape.Type == ParquetType.String)
            AppendField(_row.Text(column));
        else if (shape.Type == ParquetType.Timestamp)
            AppendTime(_row.Number(column));
        else
            _records.AppendNumber(_row.Number(column));
    }

    private ReadOnlySpan<byte> List(EventColumn column)
    {
        _list.Clear();
        _list.Append((byte)'[');
        for (var i = 0; i < _row.Count(column); i++)
        {
            if (i > 0)
                _list.Append((byte)',');
            if (_row.IsNullElement(column, i))
                _list.Append("null"u8);
            else
                JsonText.AppendQuoted(_row.Text(column, i), _list);
        }

        _list.Append((byte)']');
        return _list.Written;
    }

    private void AppendTime(long microseconds)
    {
        var time = IndexRecord.Time(microseconds);
        time.UtcDateTime.TryFormat(
            _records.Reserve(40), out var written, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        _records.Advance(written);
    }

    private void AppendField(ReadOnlySpan<byte> text)
    {
        if (!text.IsEmpty && !text.ContainsAny(Special))
        {
            _records.Append(text);
            return;
        }

        _records.Append((byte)'"');
        int quote;
        while ((quote = text.IndexOf((byte)'"')) >= 0)
        {
            _records.Append(text[..(quote + 1)]);
            _records.Append((byte)'"');
            text = text[(quote + 1)..];
        }

        _records.Append(text);
        _records.Append((byte)'"');
    }

    private void Drain()
    {
        _output.Write(_records.Written);
        _records.ClearAndTrim(2 * Full);
    }
}
