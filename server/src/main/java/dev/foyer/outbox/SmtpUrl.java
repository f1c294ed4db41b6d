package dev.foyer.outbox;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The mail server: `smtp://user:password@host:587?starttls=required` or `smtps://…`. The password
/// never shows.
///
/// @param user empty where the server asks for none
public record SmtpUrl(
        String host, int port, boolean tls, StartTls startTls, String user, String password) {
    /// Whether the conversation is encrypted after its beginning (RFC 3207).
    public enum StartTls {
        REQUIRED,
        OPTIONAL,
        NEVER
    }

    private static final int SUBMISSION = 587;
    private static final int SUBMISSIONS = 465;

    /// With a password, STARTTLS is required unless the URL says otherwise: a password must not
    /// travel in the clear.
    public static Optional<SmtpUrl> parse(String text) {
        try {
            var uri = new URI(text);
            boolean tls = "smtps".equals(uri.getScheme());
            if (uri.getHost() == null || !(tls || "smtp".equals(uri.getScheme()))) {
                return Optional.empty();
            }
            var user =
                    uri.getRawUserInfo() == null
                            ? new String[] {"", ""}
                            : uri.getRawUserInfo().split(":", 2);
            int port = uri.getPort() >= 0 ? uri.getPort() : tls ? SUBMISSIONS : SUBMISSION;
            var password = user.length > 1 ? decoded(user[1]) : "";
            return startTls(uri.getQuery(), !user[0].isEmpty())
                    .map(
                            mode ->
                                    new SmtpUrl(
                                            uri.getHost(),
                                            port,
                                            tls,
                                            mode,
                                            decoded(user[0]),
                                            password));
        } catch (URISyntaxException _) {
            return Optional.empty();
        }
    }

    private static Optional<StartTls> startTls(
            @org.jspecify.annotations.Nullable String query, boolean withPassword) {
        return switch (query) {
            case null -> Optional.of(withPassword ? StartTls.REQUIRED : StartTls.OPTIONAL);
            case "starttls=required" -> Optional.of(StartTls.REQUIRED);
            case "starttls=optional" -> Optional.of(StartTls.OPTIONAL);
            case "starttls=never" -> Optional.of(StartTls.NEVER);
            default -> Optional.empty();
        };
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return (tls ? "smtps://" : "smtp://") + host + ":" + port;
    }
}
