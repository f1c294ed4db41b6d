package dev.foyer.consent;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/// Rows of the room's tables as records.
final class Rows {
    /// The columns of an entry, of a ledger that is called `l`.
    static final String ENTRY =
            """
            encode(l.chain, 'hex') as chain, l.entry, l.subject, l.old_value, l.new_value, l.recorded_at, l.source,
            l.service, l.text_version, encode(l.address_mac, 'hex') as address_mac, l.request_id, l.checkpoint,
            encode(l.witness, 'hex') as witness, l.seal, encode(l.previous, 'hex') as previous,
            encode(l.hash, 'hex') as hash
            """;

    private Rows() {}

    static Entry entry(ResultSet rs) throws SQLException {
        return new Entry(
                rs.getString("chain"),
                rs.getLong("entry"),
                rs.getString("subject"),
                Optional.ofNullable(rs.getObject("old_value", Boolean.class)),
                rs.getBoolean("new_value"),
                instant(rs, "recorded_at"),
                rs.getString("source"),
                Optional.ofNullable(rs.getString("service")),
                Optional.ofNullable(rs.getString("text_version")),
                Optional.ofNullable(rs.getString("address_mac")),
                Optional.ofNullable(rs.getString("request_id")),
                rs.getInt("checkpoint"),
                rs.getString("witness"),
                rs.getInt("seal"),
                rs.getString("previous"),
                rs.getString("hash"));
    }

    static Head head(ResultSet rs) throws SQLException {
        return new Head(
                rs.getString("chain"),
                rs.getLong("entries"),
                rs.getString("last_hash"),
                new Standing(rs.getString("standing")),
                rs.getBoolean("closed"),
                Optional.ofNullable(rs.getString("owner")),
                rs.getLong("covered"));
    }

    static Instant instant(ResultSet rs, String column) throws SQLException {
        return rs.getObject(column, OffsetDateTime.class).toInstant();
    }
}
