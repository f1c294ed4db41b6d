package dev.foyer.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

import dev.foyer.json.Json;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// That no parser is forgotten: whatever reads a text, bytes or JSON by a method of its class that
/// is called `parse…` or `read…` has a target.
class ParsersTest {
    private static final Set<String> INPUTS =
            Set.of(
                    String.class.getName(),
                    byte[].class.getName(),
                    JsonNode.class.getName(),
                    ObjectNode.class.getName());

    /// The target of each.
    private static final Map<String, String> TARGETS =
            Map.ofEntries(
                    Map.entry("Json", "json"),
                    Map.entry("CustomerSearch$Cursor", "search-cursor"),
                    Map.entry("PhoneNumbers", "phone"),
                    Map.entry("Phones", "search"),
                    Map.entry("Email", "email"),
                    Map.entry("SearchTerm", "search"),
                    Map.entry("Townships", "townships"),
                    Map.entry("CityList", "cities"),
                    Map.entry("CustomerRecordForm", "record"),
                    Map.entry("Timestamps", "timestamp"),
                    Map.entry("Dates", "date"),
                    Map.entry("Network", "network"),
                    Map.entry("HookTime", "hook-time"),
                    Map.entry("Rate", "rate"),
                    Map.entry("SmtpUrl", "smtp-url"),
                    Map.entry("GatewayReader", "gateway"),
                    Map.entry("Argon2Hash", "hash"),
                    Map.entry("ScryptHash", "hash"),
                    Map.entry("FirebaseHash", "hash"),
                    Map.entry("SaltedDigestHash", "hash"),
                    Map.entry("StoredHashes", "hash"),
                    Map.entry("BcryptHash", "hash"),
                    Map.entry("PhpassHash", "hash"),
                    Map.entry("ShaCryptHash", "hash"),
                    Map.entry("Pbkdf2Hash", "hash"),
                    Map.entry("ValidatorReader", "password-rules"),
                    Map.entry("DatabaseUrl", "database-url"),
                    Map.entry("BreachSource", "setting"),
                    Map.entry("Cursor", "cursor"),
                    Map.entry("PassKeys", "pass-key"),
                    Map.entry("SessionIds", "session-id"),
                    Map.entry("SignedTokens", "signed-token"),
                    Map.entry("Setting", "setting"));

    @Test
    void every_parser_has_a_target() {
        var parsers =
                new ClassFileImporter()
                                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                                .importPackages("dev.foyer")
                                .stream()
                                .filter(
                                        type ->
                                                type.getMethods().stream()
                                                        .anyMatch(ParsersTest::parses))
                                .filter(ParsersTest::isOfMain)
                                .map(
                                        type ->
                                                type.getName()
                                                        .substring(
                                                                type.getPackageName().length() + 1))
                                .collect(Collectors.toSet());
        assertThat(parsers).isNotEmpty().isSubsetOf(TARGETS.keySet());
        assertThat(TARGETS.values())
                .allSatisfy(name -> assertThat(Targets.named(name)).isNotNull());
    }

    /// Compiled to where the parser of JSON is.
    private static boolean isOfMain(JavaClass type) {
        return type.reflect()
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .equals(Json.class.getProtectionDomain().getCodeSource().getLocation());
    }

    private static boolean parses(JavaMethod method) {
        return (method.getName().startsWith("parse") || method.getName().startsWith("read"))
                && method.getModifiers().contains(JavaModifier.STATIC)
                && !method.getModifiers().contains(JavaModifier.PRIVATE)
                && !method.getName().equals("parseOwn")
                && !method.getRawParameterTypes().isEmpty()
                && INPUTS.contains(method.getRawParameterTypes().getFirst().getName());
    }
}
