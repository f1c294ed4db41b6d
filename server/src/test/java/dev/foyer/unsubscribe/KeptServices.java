package dev.foyer.unsubscribe;

import dev.foyer.app.Shop;
import dev.foyer.people.Operator;
import dev.foyer.people.Reply;

/// The services of a shop, as its operator keeps them.
record KeptServices(Shop shop) {
    static final String PATH = "/api/services/";

    Reply post(String path, String body) {
        return Operator.of(shop).send("POST", PATH + path, body);
    }

    /// @param name as it is written in a path
    Reply remove(String name) {
        return Operator.of(shop).send("DELETE", PATH + name + "/", "");
    }

    Reply list() {
        return Operator.of(shop).get(PATH).answers(200);
    }

    /// The one of this name in the list, as JSON.
    String listed(String name) {
        return list().json()
                .get("results")
                .valueStream()
                .filter(one -> one.get("name").asString().equals(name))
                .findFirst()
                .orElseThrow()
                .toString();
    }
}
