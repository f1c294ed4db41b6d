package dev.foyer.app;

import dev.foyer.db.Failures;
import dev.foyer.login.PassLetters;
import dev.foyer.management.Operator;
import dev.foyer.session.SessionFilter;
import dev.foyer.web.Cors;
import dev.foyer.web.Crowd;
import dev.foyer.web.Endpoint;
import dev.foyer.web.Gate;
import dev.foyer.web.HttpServer;
import dev.foyer.web.Proxies;
import dev.foyer.web.SafeHeaders;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/// The two doors of a node, the shop's and the operators', each a chain in front of its routes.
final class Doors {
    private static final HexFormat HEX = HexFormat.of();

    private final Ground ground;
    private final Configuration configuration;
    private final List<String> table = new ArrayList<>();

    Doors(Ground ground) {
        this.ground = ground;
        this.configuration = ground.configuration();
    }

    /// What the doors that have been opened answer, each a method and the pattern of a path.
    List<String> table() {
        return List.copyOf(table);
    }

    HttpServer openShop(PassLetters passes) throws IOException {
        return listen(configuration.http(), shop(passes));
    }

    /// @param token of operators
    HttpServer openManagement(String token) throws IOException {
        var routes = Routes.management(ground, new Operator(token, ground.audit()));
        table.addAll(routes.table());
        return listen(configuration.management(), gated(routes));
    }

    /// Outermost last.
    private Endpoint shop(PassLetters passes) {
        var routes = Routes.shop(ground, passes);
        table.addAll(routes.table());
        var session =
                new SessionFilter(
                        ground.sessions(),
                        ground.preferences(),
                        configuration.session(),
                        ground.clock());
        var cors = new Cors(configuration.door().corsOrigins(), routes);
        var crowd = new Crowd(configuration.door().requestsAtOnce());
        return gated(crowd.around(cors.around(routes.behind(session))));
    }

    private Endpoint gated(Endpoint inner) {
        var settings = configuration.door();
        var gate =
                new Gate(Failures::isOutage, Failures::isErased, ground.counters(), settings.log());
        return new SafeHeaders(settings).around(gate.around(inner));
    }

    private HttpServer listen(HttpServer.Settings where, Endpoint door) throws IOException {
        // Names a request in the log, and opens nothing.
        Supplier<String> ids = () -> HEX.toHexDigits(ThreadLocalRandom.current().nextLong());
        var proxies = new Proxies(configuration.trustedProxies());
        var house = new HttpServer.House(proxies, ground.languages(), ids, door);
        return HttpServer.start(where, house, ground.clock());
    }
}
