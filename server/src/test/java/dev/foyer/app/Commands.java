package dev.foyer.app;

import java.io.IOException;
import java.util.Map;

/// `./foyer …` at a shop, as an operator types it.
final class Commands {
    private Commands() {}

    static Program.Ended at(Shop shop, String... arguments)
            throws IOException, InterruptedException {
        return Program.run(environment(shop, Shop.MANAGEMENT_TOKEN), arguments);
    }

    /// The environment of an operator of this shop with this token.
    static Map<String, String> environment(Shop shop, String token) {
        return Map.of(
                "MANAGEMENT_PORT",
                Integer.toString(shop.managementPort()),
                "MANAGEMENT_TOKEN",
                token);
    }
}
