package dev.foyer.bench;

import java.util.Locale;

/// A report as a small SVG picture: for each line that has a limit, or for all where none has, a
/// bar for Foyer and one for the limit, with a whisker from the least to the greatest round.
final class Picture {
    private static final int WIDTH = 720;
    private static final int LEFT = 230;
    private static final int RIGHT = 150;
    private static final int TOP = 48;
    private static final int BAR = 14;
    private static final int GAP = 12;
    private static final String FOYER = "#1f6f8b";
    private static final String LIMIT = "#b9b9b9";

    private final StringBuilder svg = new StringBuilder();
    private int y = TOP;

    private Picture() {}

    static String of(Report report) {
        return new Picture().draw(report);
    }

    private String draw(Report report) {
        boolean limited = report.lines().stream().anyMatch(line -> line.limit() != null);
        for (var line : report.lines()) {
            if (!limited || line.limit() != null) {
                draw(line);
            }
        }
        var legend =
                limited
                        ? key(LEFT, FOYER, "Foyer") + key(LEFT + 80, LIMIT, report.limitName())
                        : "";
        return """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">
        <rect width="100%%" height="100%%" fill="#ffffff"/>
        <text x="12" y="20" font-size="14" font-weight="bold">%s</text>
        %s%s</svg>
        """
                .formatted(WIDTH, y + GAP, escaped(report.title()), legend, svg);
    }

    private void draw(Line line) {
        var limit = line.limit();
        double scale =
                (WIDTH - LEFT - RIGHT)
                        / Math.max(line.foyer().max(), limit == null ? 0 : limit.max());
        int middle = y + (limit == null ? BAR : 2 * BAR) / 2 + 4;
        svg.append(text(12, middle, line.figure() + ", " + line.unit()));
        bar(line.foyer(), scale, FOYER);
        if (limit != null) {
            bar(limit, scale, LIMIT);
        }
        y += GAP;
    }

    private void bar(Samples samples, double scale, String colour) {
        double end = LEFT + samples.median() * scale;
        double least = LEFT + samples.min() * scale;
        double most = LEFT + samples.max() * scale;
        svg.append(rectangle(LEFT, y + 1, end - LEFT, BAR - 2, colour));
        svg.append(rectangle(least, y + BAR / 2.0 - 0.5, most - least, 1, "#222222"));
        svg.append(text(Math.max(end, most) + 6, y + BAR - 3, Figures.spread(samples)));
        y += BAR;
    }

    private static String key(int x, String colour, String label) {
        return rectangle(x, 28, 10, 10, colour) + text(x + 15, 37, label);
    }

    private static String rectangle(
            double x, double y, double width, double height, String colour) {
        return String.format(
                Locale.ROOT,
                "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>\n",
                x,
                y,
                width,
                height,
                colour);
    }

    private static String text(double x, double y, String text) {
        return String.format(
                Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
