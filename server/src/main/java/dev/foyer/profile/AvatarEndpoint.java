package dev.foyer.profile;

import dev.foyer.db.Database;
import dev.foyer.session.Visitor;
import dev.foyer.session.VisitorEndpoint;
import dev.foyer.web.ProblemWriter;
import dev.foyer.web.Request;
import dev.foyer.web.Response;

/// `GET /users/avatar/<token>/` (ours): a customer's picture, for whoever was told its address.
/// Browsers may keep it for a while; nobody between them and us may, since it has to be gone soon
/// after its customer has taken it back or was erased.
public final class AvatarEndpoint implements VisitorEndpoint {
    /// Seconds for which a browser may show a picture that is gone.
    private static final int KEPT = 3600;

    private final Database database;

    public AvatarEndpoint(Database database) {
        this.database = database;
    }

    @Override
    public Response answer(Request request, Visitor visitor) {
        return database.read(handle -> Avatars.find(handle, request.pathValue(0)))
                .map(AvatarEndpoint::shown)
                .orElseGet(() -> ProblemWriter.notFound(request));
    }

    /// Even were it anything else than a picture, a browser would run nothing of it.
    private static Response shown(Picture picture) {
        return Response.bytes(picture.contentType(), picture.bytes())
                .with("Cache-Control", "private, max-age=" + KEPT)
                .with("Content-Security-Policy", "default-src 'none'; sandbox")
                // Storefronts of other origins show it; its address cannot be guessed.
                .with("Cross-Origin-Resource-Policy", "cross-origin")
                .with("Content-Disposition", "inline");
    }
}
