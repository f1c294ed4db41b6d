package dev.foyer.erasure;

import dev.foyer.customer.Shapes;
import dev.foyer.json.Json;
import dev.foyer.secret.Secrets;
import dev.foyer.secret.Sha256;
import dev.foyer.secret.Signer;

import org.jdbi.v3.core.Handle;

import tools.jackson.core.JsonGenerator;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Certificates of erasure: written once, signed, and shown again. Safe for use by many threads.
public final class Certificates {
    private final Signer signer;

    public Certificates(Secrets secrets) {
        this.signer = secrets.signer("erasure certificate");
    }

    Certificate issue(
            Handle tx,
            long customerId,
            Erasure.Cause cause,
            List<Erasure.Erased> erased,
            Instant at) {
        // As exact as the database keeps it, since it is signed.
        var now = at.truncatedTo(ChronoUnit.MICROS);
        var content =
                new String(
                        Json.write(json -> write(json, customerId, cause, erased, now)),
                        StandardCharsets.UTF_8);
        var digest = Sha256.of(content);
        tx.createUpdate(
                        """
                        insert into erasure_certificate (customer_id, erased_at, content, digest, signature)
                        values (:customer, :now, :content, :digest, :signature)
                        """)
                .bind("customer", customerId)
                .bind("now", now)
                .bind("content", content)
                .bind("digest", digest.bytes())
                .bind("signature", sign(customerId, now, content, digest))
                .execute();
        return new Certificate(customerId, now, content, digest, true);
    }

    /// The certificate of a customer, where she has been erased.
    Optional<Certificate> find(Handle handle, long customerId) {
        return handle.createQuery(
                        """
                        select customer_id, erased_at, content, digest, signature
                          from erasure_certificate where customer_id = :customer
                        """)
                .bind("customer", customerId)
                .map(
                        (rs, _) ->
                                read(
                                        rs.getLong(1),
                                        rs.getObject(2, OffsetDateTime.class).toInstant(),
                                        rs.getString(3),
                                        rs.getBytes(4),
                                        rs.getBytes(5)))
                .findOne();
    }

    private byte[] sign(long customerId, Instant erasedAt, String content, Sha256 digest) {
        return signer.sign(Long.toString(customerId), erasedAt.toString(), content, digest.hex());
    }

    private Certificate read(
            long customerId, Instant erasedAt, String content, byte[] digest, byte[] signature) {
        var stored = Sha256.stored(digest);
        boolean signed =
                signer.verify(
                        HexFormat.of().formatHex(signature),
                        HexFormat.of()::formatHex,
                        Long.toString(customerId),
                        erasedAt.toString(),
                        content,
                        stored.hex());
        boolean genuine = signed && stored.hex().equals(Sha256.of(content).hex());
        return new Certificate(customerId, erasedAt, content, stored, genuine);
    }

    private static void write(
            JsonGenerator json,
            long customerId,
            Erasure.Cause cause,
            List<Erasure.Erased> erased,
            Instant now) {
        json.writeStartObject();
        json.writeNumberProperty("customer", customerId);
        json.writeStringProperty("erased", Shapes.timestamp(now));
        json.writeStringProperty("asked_by", cause.name().toLowerCase(Locale.ROOT));
        json.writeName("tables");
        json.writeStartArray();
        for (var one : erased) {
            json.writeStartObject();
            json.writeStringProperty("table", one.table());
            json.writeStringProperty("rows", one.how());
            json.writeNumberProperty("count", one.rows());
            json.writeName("columns");
            json.writeStartArray();
            one.columns().forEach(json::writeString);
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
    }
}
