using System.Globalization;
using Spectre.Console;
using Tapedeck.Client;
using Tapedeck.Monitoring;

namespace Tapedeck.Host.Display;

/// <summary>A status as a table on the console.</summary>
internal static class StatusView
{
    public static void Show(StatusSnapshot status)
    {
        var state = status.Reason is null ? "[green]recording[/]" : $"[red]stopped: {Markup.Escape(status.Reason)}[/]";
        var table = NewTable();
        Row(table, "node", $"{Markup.Escape(status.Node)} ({Markup.Escape(status.Runtime)} runtime), {state}");
        Row(table, "up", TimeSpan.FromSeconds((long)status.UptimeSeconds).ToString("c", CultureInfo.InvariantCulture));
        Row(table, "session", $"{Number(status.Journal.SessionNumber)}, {Markup.Escape(status.Journal.Session)}");
        Row(table, "durability", $"{status.Journal.Durability}, chain {status.Journal.ChainHead}");
        Row(table, "last event", $"sequence {Number(status.Journal.LastSequence)}, {LastCommit(status)}");
        Row(table, "since start", $"{Number(status.Journal.Events)} events in {Number(status.Journal.Blocks)} blocks, "
            + $"{Number((long)status.EventsPerSecond)} events/s over the last 10 s");
        Row(table, "doubtful", $"{Number(status.Journal.Quarantined)} frames in quarantine, "
            + $"{Number(status.Journal.UnknownSpeakers)} unknown speakers, {Number(status.Journal.EmptyTexts)} empty texts");
        Row(table, "seen again", $"{Number(status.Journal.Deliveries)} further observations, "
            + $"{Number(status.Journal.Resends)} resends, {Number(status.Journal.IdCollisions)} id collisions");
        foreach (var producer in status.Producers.WithGaps)
            Row(table, "gap", $"[yellow]{Markup.Escape(producer.Producer)}: {Number(producer.Missing)} missing of "
                + $"{Number(producer.LastNumber)}, {producer.Ranges}[/]");
        if (status.Checkpoints is { } checkpoints)
            Row(table, "checkpoints", Text(checkpoints));
        if (status.Alerts is { } alerts)
            ShowAlerts(table, alerts);
        if (status.Reports is { } reports)
            Row(table, "reports", Text(reports));
        if (status.Keys is { } keys)
            Row(table, "keys", $"{Number(keys.Accepted)} connections let in, {Number(keys.Refused)} refused"
                + (keys.LastRefusal is null ? "" : $", the last: {Markup.Escape(keys.LastRefusal)}"));
        if (status.Masked is { } masked)
            Row(table, "masked", $"{Number(masked.ApiKeys)} API keys, {Number(masked.BearerTokens)} bearer tokens, "
                + $"{Number(masked.PrivateKeys)} private keys, {Number(masked.Emails)} e-mail addresses");
        foreach (var socket in status.Sockets)
        {
            Row(table, Markup.Escape(socket.Name), $"{Markup.Escape(socket.Endpoint)}, {Number(socket.Received)} received, "
                + $"{Number(socket.InFlightBytes)} of {Number(socket.InFlightLimit)} bytes in flight"
                + Doubt(socket.Refused, "refused") + Doubt(socket.Missed, "passed on unrecorded"));
        }

        AnsiConsole.Write(table);
    }

    public static void Show(FolderStatus folder)
    {
        var table = NewTable();
        Row(table, "folder", $"{Markup.Escape(folder.Logs)}, {folder.State}");
        Row(table, "session", Markup.Escape(folder.Session));
        Row(table, "events", $"{Number(folder.Events)} in {Number(folder.Bytes)} bytes, {Number(folder.Sessions)} sessions");
        Row(table, "checkpoints", $"{Number(folder.Checkpoints)}, of the events up to {Number(folder.LastCheckpointed)}");
        Row(table, "doubtful", $"{Number(folder.Quarantined)} frames in quarantine, {Number(folder.TornBytes)} torn bytes");
        AnsiConsole.Write(table);
    }

    private static void ShowAlerts(Table table, AlertsStatus alerts)
    {
        foreach (var alert in alerts.Active)
            Row(table, "alert", $"[red]{Markup.Escape(alert.Rule)} since {alert.Since.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z: {Markup.Escape(alert.Message)}[/]");
        if (alerts.Error is { } error)
            Row(table, "notices", $"[red]{Markup.Escape(error)}[/]");
        if (alerts.Unwritten + alerts.Unsent + alerts.GivenUp > 0)
            Row(table, "notices", $"{Number(alerts.Unwritten)} not written yet, {Number(alerts.Unsent)} not sent yet, {Number(alerts.GivenUp)} given up");
    }

    private static string Text(CheckpointsStatus checkpoints) =>
        Number(checkpoints.Count)
        + (checkpoints.Last is { } last ? $", the last {Markup.Escape(last.CheckpointId)}" : "")
        + $"; {Number(checkpoints.NewEvents)} new events"
        + (checkpoints.NextAt is { } at ? $", next at {at.UtcDateTime:HH:mm:ss}Z" : "")
        + (checkpoints.WithoutParquet == 0 ? "" : $"; {Number(checkpoints.WithoutParquet)} without Parquet yet")
        + (checkpoints.Error is null ? "" : $"; [red]{Markup.Escape(checkpoints.Error)}[/]");

    private static string Text(ReportsStatus reports) =>
        (reports.LastPath is { } path ? $"the last {Markup.Escape(path)}" : "none since the start")
        + (reports.NextAt is { } at ? $"; next at {at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z" : "")
        + (reports.Error is null ? "" : $"; [red]{Markup.Escape(reports.Error)}[/]");

    private static Table NewTable() => new Table().HideHeaders().Border(TableBorder.None).AddColumn("").AddColumn("");

    private static void Row(Table table, string name, string value) => table.AddRow($"[grey]{name}[/]", value);

    private static string Doubt(long count, string what) => count == 0 ? "" : $", [yellow]{Number(count)} {what}[/]";

    private static string LastCommit(StatusSnapshot status) => status.Journal.LastCommitAt is { } at
        ? $"durable since {at.UtcDateTime:yyyy-MM-dd HH:mm:ss}Z"
        : "none since the start";

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
