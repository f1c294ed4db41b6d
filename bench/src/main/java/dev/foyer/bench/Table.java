package dev.foyer.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// A report as Markdown whose columns are aligned, so that it reads well on a terminal too.
final class Table {
    private Table() {}

    static String of(Report report, Map<String, String> machine, Map<String, String> versions) {
        var text = new StringBuilder();
        text.append("# %s: %s\n\n".formatted(report.name(), report.title()));
        text.append(lines(report)).append('\n');
        for (var note : report.notes()) {
            text.append("- ").append(note).append('\n');
        }
        text.append('\n');
        text.append("Measured with ").append(facts(report.parameters())).append(".\n\n");
        text.append("On ").append(facts(machine)).append(".\n\n");
        text.append("With ").append(facts(versions)).append(".\n");
        return text.toString();
    }

    private static String lines(Report report) {
        boolean limited = report.lines().stream().anyMatch(line -> line.limit() != null);
        boolean reaching = report.lines().stream().anyMatch(line -> line.reach() != null);
        var rows = new ArrayList<List<String>>();
        var heads = new ArrayList<>(List.of("median (min–max)", "Foyer"));
        if (limited) {
            heads.addAll(List.of(report.limitName(), "ratio"));
        }
        if (reaching) {
            heads.add("reach");
        }
        rows.add(heads);
        report.lines().forEach(line -> rows.add(row(line, limited, reaching)));
        return aligned(rows);
    }

    private static List<String> row(Line line, boolean limited, boolean reaching) {
        var row = new ArrayList<String>();
        row.add(line.figure() + ", " + line.unit());
        row.add(Figures.spread(line.foyer()));
        if (limited) {
            row.add(line.limit() == null ? "" : Figures.spread(line.limit()));
            row.add(line.ratio().map(Figures::spread).orElse(""));
        }
        if (reaching) {
            row.add(line.reach() == null ? "" : line.reach().text());
        }
        return row;
    }

    private static String aligned(List<List<String>> rows) {
        var widths =
                IntStream.range(0, rows.getFirst().size())
                        .map(
                                column ->
                                        rows.stream()
                                                .mapToInt(row -> row.get(column).length())
                                                .max()
                                                .orElse(0))
                        .toArray();
        var text = new StringBuilder();
        for (int i = 0; i < rows.size(); i++) {
            text.append(row(rows.get(i), widths));
            if (i == 0) {
                text.append(row(IntStream.of(widths).mapToObj("-"::repeat).toList(), widths));
            }
        }
        return text.toString();
    }

    private static String row(List<String> cells, int[] widths) {
        return IntStream.range(0, cells.size())
                .mapToObj(
                        column ->
                                cells.get(column)
                                        + " ".repeat(widths[column] - cells.get(column).length()))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String facts(Map<String, String> facts) {
        return facts.entrySet().stream()
                .map(fact -> fact.getKey() + " " + fact.getValue())
                .collect(Collectors.joining("; "));
    }
}
