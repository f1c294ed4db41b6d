package dev.foyer.session;

import org.jspecify.annotations.Nullable;

import ua_parser.Client;
import ua_parser.Parser;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// Tells the browser and the system from a user agent. Safe for use by many threads.
///
/// The library tries some thousand patterns on each agent, which takes milliseconds, and tens of
/// them where somebody has made one up to that end. So one agent is looked at at a time, which
/// bounds what this can cost to one core, and what was found is remembered. A new agent takes a new
/// session, and the password hash of a sign-in costs as much.
final class Devices {
    /// Agents in use at a time in one shop are some hundreds; each entry takes about 1 KiB.
    private static final int REMEMBERED = 1000;

    /// In characters; what is longer is no name that anybody would recognise.
    private static final int LONGEST_NAME = 40;

    private static final String UNKNOWN = "Other";

    private final Map<String, Device> known =
            new LinkedHashMap<>(16, 0.75f, true) {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Device> eldest) {
                    return size() > REMEMBERED;
                }
            };

    /// What an agent says of itself.
    ///
    /// @param browser or app
    /// @param system the operating system, or the device where it is better known
    record Device(Optional<String> browser, Optional<String> system) {}

    /// Reading the patterns takes half a second and some MB, so it waits until somebody asks.
    private static final class Library {
        static final Parser PARSER = new Parser();
    }

    synchronized Device of(String userAgent) {
        return known.computeIfAbsent(
                userAgent, agent -> agent.isBlank() ? nothing() : device(agent));
    }

    private static Device device(String agent) {
        var told = Library.PARSER.parse(agent);
        return new Device(name(told.userAgent.family), system(told));
    }

    private static Optional<String> system(Client told) {
        var device = name(told.device.family);
        return device.filter(name -> name.startsWith("iPhone") || name.startsWith("iPad"))
                .or(() -> name(told.os.family).map(Devices::today));
    }

    /// The name that Apple gave its system in 2016.
    private static String today(String system) {
        return system.equals("Mac OS X") ? "macOS" : system;
    }

    private static Optional<String> name(@Nullable String family) {
        return Optional.ofNullable(family)
                .map(String::strip)
                .filter(name -> !name.isEmpty() && !name.equals(UNKNOWN))
                .filter(name -> name.length() <= LONGEST_NAME);
    }

    private static Device nothing() {
        return new Device(Optional.empty(), Optional.empty());
    }
}
