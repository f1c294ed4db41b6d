package dev.foyer.session;

import dev.foyer.words.Language;
import dev.foyer.words.Phrase;

/// Puts a user agent into words, such as `Firefox on Windows`. Safe for use by many threads.
public final class DeviceNames {
    private final Devices devices = new Devices();

    /// The browser and the system, as far as the agent tells; else that it is unknown.
    public String of(String userAgent, Language language) {
        var device = devices.of(userAgent);
        var browser = device.browser();
        var system = device.system();
        return browser.isPresent() && system.isPresent()
                ? language.say(Phrase.of("session.device", browser.get(), system.get()))
                : browser.or(() -> system).orElseGet(() -> language.say("session.unknown_device"));
    }
}
