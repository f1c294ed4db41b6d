package dev.foyer.app;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// `./foyer import` and `export` at a shop, as an operator types them.
final class CustomerFiles {
    private CustomerFiles() {}

    static Program.Ended foyer(Shop shop, String... arguments)
            throws IOException, InterruptedException {
        return Program.run(environment(shop), arguments);
    }

    static Map<String, String> environment(Shop shop) {
        var port = URI.create(shop.managementUrl()).getPort();
        return Map.of(
                "MANAGEMENT_PORT",
                Integer.toString(port),
                "MANAGEMENT_TOKEN",
                Shop.MANAGEMENT_TOKEN);
    }
}
