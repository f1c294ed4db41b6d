package dev.foyer.db;

import static dev.foyer.fuzz.Target.holds;

import dev.foyer.fuzz.Target;

import java.util.List;

/// A target for the address of the database.
public final class DatabaseUrlTargets {
    private DatabaseUrlTargets() {}

    public static List<Target> all() {
        return List.of(
                Target.text(
                        "database-url",
                        DatabaseUrlTargets::url,
                        "postgresql://user:p%40ss@db.shop.test:5432/foyer?ssl=true",
                        "postgres://u@a:1,b:2/db"));
    }

    private static void url(String text) {
        DatabaseUrl.parse(text)
                .ifPresent(
                        url -> {
                            holds(url.jdbc().startsWith("jdbc:postgresql://"), "it is JDBC's");
                            holds(
                                    url.password().length() < 8
                                            || text.contains("?")
                                            || !url.toString().contains(url.password())
                                            || (url.user() + url.jdbc()).contains(url.password()),
                                    "the password does not show");
                        });
    }
}
