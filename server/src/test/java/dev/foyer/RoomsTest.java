package dev.foyer;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.foyer.web.Refusal;

import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;

import tools.jackson.databind.json.JsonMapper;

import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/// Who may know whom: the table of ARCHITECTURE.md as a test. A room that is not in the table is a
/// failure too.
class RoomsTest {
    private static final String ROOT = "dev.foyer";
    private static final JavaClasses HOUSE =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .importPackages(ROOT);

    private static final Set<String> GROUND =
            Set.of(
                    "words", "secret", "json", "db", "http", "thread", "cache", "web", "dynamic",
                    "outbox", "places");
    private static final Set<String> SHARED =
            Set.of(
                    "customer",
                    "address",
                    "consent",
                    "credential",
                    "session",
                    "confirmation",
                    "otp",
                    "throttle",
                    "audit");
    private static final Set<String> FEATURES =
            Set.of(
                    "login",
                    "registration",
                    "emails",
                    "password",
                    "profile",
                    "addresses",
                    "erasure",
                    "management",
                    "support",
                    "unsubscribe",
                    "inbox",
                    "captcha");

    private static final Map<String, Set<String>> MAY_KNOW = mayKnow();

    /// The rooms that know a library; JSON values may be handled everywhere, but are set up in one
    /// room.
    private static final Map<String, Set<String>> LIBRARIES =
            Map.ofEntries(
                    Map.entry("io.helidon", Set.of("web")),
                    Map.entry("org.apache.commons.fileupload", Set.of("web")),
                    Map.entry("com.samskivert", Set.of("words", "web", "outbox")),
                    Map.entry("jakarta.mail", Set.of("outbox")),
                    Map.entry("org.eclipse.angus", Set.of("outbox")),
                    Map.entry("de.mkammerer", Set.of("credential")),
                    Map.entry("org.bouncycastle", Set.of("credential")),
                    Map.entry("com.google.i18n", Set.of("customer")),
                    Map.entry("io.github.resilience4j", Set.of("outbox")),
                    Map.entry("io.github.bucket4j", Set.of("throttle")),
                    Map.entry("ua_parser", Set.of("session")),
                    Map.entry("com.github.benmanes", Set.of("cache")),
                    Map.entry("com.google.errorprone", Set.of("db")),
                    Map.entry("com.zaxxer", Set.of("db")),
                    Map.entry("org.flywaydb", Set.of("db")),
                    Map.entry("org.postgresql", Set.of("db")),
                    Map.entry("org.apache.commons.compress", Set.of("db")),
                    Map.entry("picocli", Set.of("app")),
                    Map.entry("de.siegmar", Set.of("app")),
                    Map.entry("ch.qos.logback", Set.of("app")));

    @Test
    void every_room_knows_only_whom_it_may() {
        var offences = new TreeMap<String, Set<String>>();
        for (var room : rooms()) {
            var allowed = MAY_KNOW.get(room);
            assertThat(allowed).as("the room %s stands in the table", room).isNotNull();
            var known = new HashSet<>(knownBy(room));
            known.removeAll(allowed);
            if (!known.isEmpty()) {
                offences.put(room, known);
            }
        }
        assertThat(offences).isEmpty();
    }

    @Test
    void every_room_of_the_table_exists() {
        assertThat(rooms()).containsExactlyInAnyOrderElementsOf(MAY_KNOW.keySet());
    }

    @Test
    void every_library_is_known_where_it_may_be() {
        LIBRARIES.forEach(
                (library, rooms) ->
                        noClasses()
                                .that(liveOutside(rooms))
                                .should()
                                .dependOnClassesThat()
                                .resideInAPackage(library + "..")
                                .check(HOUSE));
        noClasses()
                .that(liveOutside(Set.of("json")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(JsonMapper.class)
                .check(HOUSE);
    }

    /// The commands ask our own server.
    @Test
    void only_one_room_asks_the_servers_of_others() {
        noClasses()
                .that(liveOutside(Set.of("http", "app")))
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(HttpClient.class)
                .check(HOUSE);
    }

    @Test
    void only_the_door_refuses_by_exception() {
        noClasses()
                .that(liveOutside(Set.of("web", "session", "throttle")))
                .should()
                .callConstructorWhere(
                        com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                                com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With
                                        .owner(JavaClass.Predicates.equivalentTo(Refusal.class))))
                .check(HOUSE);
    }

    /// What goes past the library's statements goes past what a transaction keeps (ADR 34).
    @Test
    void only_the_database_goes_past_the_statements() {
        var past =
                Set.of("savepoint", "getConnection", "createBatch", "createScript", "createCall");
        noClasses()
                .that(liveOutside(Set.of("db")))
                .should()
                .callMethodWhere(
                        DescribedPredicate.describe(
                                "past the statements",
                                call ->
                                        call.getTargetOwner().isEquivalentTo(Handle.class)
                                                && past.contains(call.getName())))
                .check(HOUSE);
    }

    @Test
    void time_chance_and_environment_come_in_through_the_roof() {
        noClasses().should().callMethod(Instant.class, "now").check(HOUSE);
        noClasses()
                .that(liveOutside(Set.of("app")))
                .should()
                .callMethod(InstantSource.class, "system")
                .check(HOUSE);
        noClasses()
                .that(liveOutside(Set.of("app", "db")))
                .should()
                .callConstructor(SecureRandom.class)
                .check(HOUSE);
        noClasses()
                .that(liveOutside(Set.of("app", "db")))
                .should()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .check(HOUSE);
    }

    @Test
    void collaborators_are_final_and_inherit_nothing_of_ours() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotEnums()
                .should()
                .haveModifier(com.tngtech.archunit.core.domain.JavaModifier.FINAL)
                .check(
                        HOUSE.that(
                                DescribedPredicate.describe(
                                        "written by hand", RoomsTest::isWrittenByHand)));
    }

    private static Map<String, Set<String>> mayKnow() {
        var below = union(GROUND, SHARED);
        var table = new TreeMap<String, Set<String>>();
        List.of("words", "secret", "json", "db", "http", "thread")
                .forEach(room -> table.put(room, Set.of()));
        table.put("cache", Set.of("db", "thread"));
        table.put("web", Set.of("words", "json"));
        table.put("places", Set.of("json"));
        table.put("dynamic", Set.of("db", "json", "secret"));
        table.put("outbox", Set.of("db", "json", "words", "secret", "dynamic", "http", "thread"));
        table.put("customer", Set.of("db", "json", "secret", "words", "dynamic"));
        table.put("address", union(GROUND, Set.of("customer")));
        table.put("consent", union(GROUND, Set.of("customer")));
        table.put("audit", union(GROUND, Set.of("customer")));
        table.put("credential", union(GROUND, Set.of("customer")));
        table.put("session", union(GROUND, Set.of("customer")));
        table.put("confirmation", union(GROUND, Set.of("customer")));
        table.put("throttle", union(GROUND, Set.of("customer")));
        table.put("otp", union(GROUND, Set.of("customer")));
        FEATURES.forEach(room -> table.put(room, below));
        table.put("app", union(below, FEATURES));
        return table;
    }

    private static Set<String> rooms() {
        return HOUSE.stream().map(RoomsTest::room).collect(toSet());
    }

    private static Set<String> knownBy(String room) {
        return HOUSE.stream()
                .filter(type -> room(type).equals(room))
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> dependency.getTargetClass())
                .filter(type -> type.getPackageName().startsWith(ROOT + "."))
                .map(RoomsTest::room)
                .filter(known -> !known.equals(room))
                .collect(toSet());
    }

    private static String room(JavaClass type) {
        return type.getPackageName().substring(ROOT.length() + 1).split("\\.", 2)[0];
    }

    private static DescribedPredicate<JavaClass> liveOutside(Set<String> rooms) {
        return DescribedPredicate.describe(
                "live outside of " + rooms, type -> !rooms.contains(room(type)));
    }

    private static boolean isWrittenByHand(JavaClass type) {
        return !type.isAnonymousClass()
                && !type.getSimpleName().equals("package-info")
                && !type.getName().contains("$1");
    }

    private static Set<String> union(Set<String> one, Set<String> other) {
        return Stream.concat(one.stream(), other.stream()).collect(toSet());
    }
}
