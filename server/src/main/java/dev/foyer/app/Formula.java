package dev.foyer.app;

import java.util.regex.Pattern;

/// Cells that a spreadsheet would take for a formula and run (OWASP, CSV Injection). An apostrophe
/// before them makes them text; one is taken off again when such a cell is read, so that what was
/// written comes back as it was.
final class Formula {
    private static final Pattern GUARDED =
            Pattern.compile("'*[=+\\-@\\t\\r\\n\uFF1D\uFF0B\uFF0D\uFF20].*", Pattern.DOTALL);

    private Formula() {}

    static String guard(String cell) {
        return GUARDED.matcher(cell).matches() ? "'" + cell : cell;
    }

    static String unguard(String cell) {
        return cell.startsWith("'") && GUARDED.matcher(cell).matches() ? cell.substring(1) : cell;
    }
}
