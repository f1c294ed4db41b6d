package dev.foyer.profile;

import org.jdbi.v3.core.Handle;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/// The SQL of `avatar`, and the addresses of pictures. A picture's path holds a token that nobody
/// can guess, and that is another one for each picture: what a path shows never changes.
public final class Avatars {
    /// Where pictures are shown.
    public static final String ROUTE = "/users/avatar/<token>/";

    /// 128 bits.
    static final int TOKEN_BYTES = 16;

    private static final Pattern TOKEN = Pattern.compile("[0-9a-f]{32}");

    private Avatars() {}

    static String path(String token) {
        return ROUTE.replace("<token>", token);
    }

    /// The token in a path of ours.
    static String token(String path) {
        return path.split("/", -1)[3];
    }

    /// The address that bodies tell: a path of ours under the shop's address; others, such as those
    /// of imported customers, as they are.
    static Optional<String> url(Optional<String> avatar, String publicUrl) {
        return avatar.map(place -> place.startsWith("/") ? publicUrl + place : place);
    }

    /// Takes the place of the picture that a customer had.
    static void put(Handle tx, long customerId, String token, Picture picture, Instant now) {
        tx.createUpdate(
                        """
                        insert into avatar (customer_id, token, content_type, content, created_at)
                        values (:customer, :token, :type, :content, :now)
                        on conflict (customer_id) do update
                           set token = excluded.token, content_type = excluded.content_type,
                               content = excluded.content, created_at = excluded.created_at
                        """)
                .bind("customer", customerId)
                .bind("token", token)
                .bind("type", picture.contentType())
                .bind("content", picture.bytes())
                .bind("now", now)
                .execute();
    }

    /// Removes the picture of a customer, if she has one; her row must forget the address in the
    /// same transaction.
    public static void remove(Handle tx, long customerId) {
        tx.createUpdate("delete from avatar where customer_id = :customer")
                .bind("customer", customerId)
                .execute();
    }

    /// A picture that its customer still shows.
    static Optional<Picture> find(Handle handle, String token) {
        if (!TOKEN.matcher(token).matches()) {
            return Optional.empty();
        }
        return handle.createQuery(
                        """
                        select a.content_type, a.content
                          from avatar a join customer c on c.id = a.customer_id
                         where a.token = :token and c.is_active and c.avatar = :path
                        """)
                .bind("token", token)
                .bind("path", path(token))
                .map((rs, _) -> new Picture(rs.getString("content_type"), rs.getBytes("content")))
                .findOne();
    }
}
