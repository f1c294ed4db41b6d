package dev.foyer.erasure;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/// One table in the registry of personal data: whose its rows are, and what each of its columns
/// holds. Immutable.
///
/// @param whose an SQL condition for the rows of one customer, with the names of [Person]; empty
///   where the table holds nothing of anybody
/// @param goes whether her rows are deleted; else they stay, with what is personal taken out
record DataTable(String name, Optional<String> whose, boolean goes, List<Column> columns) {
    /// What a column holds, and what becomes of it where its row stays.
    enum Kind {
        /// Nothing by which anybody could be known; stays. Told in an export beside the rest.
        PLAIN,
        /// Numbers, digests and marks of the machinery; stays or goes with its row, never told.
        INTERNAL,
        /// A secret of hers, such as a password's hash; goes with its row, never told.
        SECRET,
        /// Personal; told in an export, and replaced by a keyed hash where the row stays.
        PSEUDONYM,
        /// Personal; told in an export, and emptied where the row stays.
        EMPTIED
    }

    /// @param after what stands in it where its row stays, in SQL; empty where it is left alone
    record Column(String name, Kind kind, Optional<String> after) {
        boolean isTold() {
            return kind != Kind.INTERNAL && kind != Kind.SECRET;
        }

        boolean isPersonal() {
            return kind != Kind.INTERNAL && kind != Kind.PLAIN;
        }
    }

    /// A table without a word about anybody.
    static DataTable impersonal(String name, String... columns) {
        return new DataTable(name, Optional.empty(), false, List.of()).internal(columns);
    }

    /// A table whose rows of a customer are deleted.
    static DataTable deleted(String name, String whose) {
        return new DataTable(name, Optional.of(whose), true, List.of());
    }

    /// A table whose rows of a customer stay, without what is personal.
    static DataTable kept(String name, String whose) {
        return new DataTable(name, Optional.of(whose), false, List.of());
    }

    DataTable plain(String... columns) {
        return with(Kind.PLAIN, _ -> Optional.empty(), columns);
    }

    DataTable internal(String... columns) {
        return with(Kind.INTERNAL, _ -> Optional.empty(), columns);
    }

    /// A column of the machinery that must change with a personal one.
    DataTable internalAs(String after, String column) {
        return with(Kind.INTERNAL, _ -> Optional.of(after), column);
    }

    DataTable secret(String... columns) {
        return with(Kind.SECRET, _ -> Optional.of("null"), columns);
    }

    /// Replaced by the keyed hash of what stood there.
    DataTable pseudonym(String... columns) {
        return with(Kind.PSEUDONYM, name -> Optional.of(":new_" + name), columns);
    }

    /// Replaced by something around the keyed hash, which is named `:new_` and the column.
    DataTable pseudonymAs(String after, String column) {
        return with(Kind.PSEUDONYM, _ -> Optional.of(after), column);
    }

    DataTable personal(String... columns) {
        return with(Kind.EMPTIED, _ -> Optional.of("null"), columns);
    }

    /// A personal column that must not be null.
    DataTable personalAs(String after, String column) {
        return with(Kind.EMPTIED, _ -> Optional.of(after), column);
    }

    /// Whether anything in its rows becomes something else where they stay.
    boolean changes() {
        return columns.stream().anyMatch(column -> column.after().isPresent());
    }

    /// The columns that an export tells.
    List<String> told() {
        return columns.stream().filter(Column::isTold).map(Column::name).toList();
    }

    /// The columns from which something was taken.
    List<String> personal() {
        return columns.stream().filter(Column::isPersonal).map(Column::name).toList();
    }

    /// The columns of a kind.
    List<String> of(Kind kind) {
        return columns.stream().filter(column -> column.kind() == kind).map(Column::name).toList();
    }

    private DataTable with(Kind kind, Function<String, Optional<String>> after, String... names) {
        var all = new ArrayList<>(columns);
        Stream.of(names).map(name -> new Column(name, kind, after.apply(name))).forEach(all::add);
        return new DataTable(name, whose, goes, List.copyOf(all));
    }
}
