package dev.foyer.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A real browser, and what it complains of.
public final class Chromium implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();

    /// Nothing that a page should not load may become a request to somebody.
    private static final String NO_NAME_SERVER =
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

    private final Playwright playwright;
    private final Browser browser;
    private final List<String> complaints = new ArrayList<>();

    /// Starts it.
    public Chromium() {
        var program = System.getenv().getOrDefault("FOYER_CHROMIUM", "");
        assertThat(program)
                .as("FOYER_CHROMIUM must name the Chromium in which the pages are tried")
                .isNotEmpty();
        playwright =
                Playwright.create(
                        new Playwright.CreateOptions()
                                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser =
                playwright
                        .chromium()
                        .launch(
                                new BrowserType.LaunchOptions()
                                        .setExecutablePath(Path.of(program))
                                        .setArgs(List.of("--no-sandbox", NO_NAME_SERVER)));
    }

    @Override
    public void close() {
        playwright.close();
    }

    /// For windows of other kinds.
    public Browser browser() {
        return browser;
    }

    /// A window as wide as a phone.
    public Page phone(String locale, ColorScheme scheme) {
        var page =
                browser.newPage(
                        new Browser.NewPageOptions()
                                .setLocale(locale)
                                .setColorScheme(scheme)
                                .setDeviceScaleFactor(2)
                                .setViewportSize(390, 844));
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        return page;
    }

    /// What was complained of since the last time: violations of the policy are among it.
    public List<String> complaints() {
        var since = List.copyOf(complaints);
        complaints.clear();
        return since;
    }

    /// Waits for a heading; the page after a button stands at the same address.
    public static void waitForHeading(Page page, String text) {
        page.locator("h1").filter(new Locator.FilterOptions().setHasText(text)).waitFor();
    }

    /// Nothing sticks out to the side.
    public static void assertFits(Page page) {
        assertThat(
                        (Boolean)
                                page.evaluate(
                                        "document.documentElement.scrollWidth <="
                                                + " window.innerWidth"))
                .isTrue();
    }

    /// Leaves a picture of the whole page in `target/screenshots`.
    public static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }
}
