package dev.foyer.people;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;

import dev.foyer.app.Shop;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// A real browser for one test class, what it complains of, and where it goes:
///
/// ```java
/// @RegisterExtension static final Chromium chromium = new Chromium();
/// ```
public final class Chromium implements BeforeAllCallback, BeforeEachCallback, AfterAllCallback {
    private static final Path SCREENSHOTS = Path.of("target", "screenshots").toAbsolutePath();

    /// Nothing that a page should not load may become a request to somebody.
    private static final String NO_NAME_SERVER =
            "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1";

    private final List<String> complaints = new ArrayList<>();
    private final List<String> requests = new ArrayList<>();
    private @Nullable Playwright playwright;
    private @Nullable Browser browser;

    @Override
    public void beforeAll(ExtensionContext context) {
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
    public void beforeEach(ExtensionContext context) {
        complaints.clear();
        requests.clear();
    }

    @Override
    public void afterAll(ExtensionContext context) {
        if (playwright != null) {
            playwright.close();
        }
    }

    /// A window as wide as a phone.
    public Page phone(String locale, ColorScheme scheme) {
        return window(locale, scheme, 390, 844);
    }

    /// A window of this size.
    public Page window(String locale, ColorScheme scheme, int width, int height) {
        return page(
                new Browser.NewPageOptions()
                        .setLocale(locale)
                        .setColorScheme(scheme)
                        .setViewportSize(width, height));
    }

    /// A window as wide as a phone, that runs no script.
    public Page phoneWithoutScript(String locale) {
        return page(
                new Browser.NewPageOptions()
                        .setLocale(locale)
                        .setColorScheme(ColorScheme.LIGHT)
                        .setJavaScriptEnabled(false)
                        .setViewportSize(390, 844));
    }

    /// What was complained of since the last time: violations of the policy are among it.
    public List<String> complaints() {
        var since = List.copyOf(complaints);
        complaints.clear();
        return since;
    }

    /// What was asked of somebody else than this shop, in the test so far.
    public List<String> elsewhere(Shop shop) {
        return requests.stream().filter(url -> !url.startsWith(shop.url() + "/")).toList();
    }

    /// Nothing was complained of, and nothing was loaded from elsewhere.
    public void assertQuiet(Shop shop) {
        assertThat(complaints()).isEmpty();
        assertThat(elsewhere(shop)).isEmpty();
    }

    /// Waits for a heading; the page after a button stands at the same address.
    public static void waitForHeading(Page page, String text) {
        page.locator("h1").filter(new Locator.FilterOptions().setHasText(text)).waitFor();
    }

    /// Nothing sticks out to the side.
    public static void assertFits(Page page) {
        var sticksOut = page.locator("html").evaluate("it => it.scrollWidth > it.clientWidth");
        assertThat(sticksOut).isEqualTo(false);
    }

    /// Leaves a picture of the whole page in `target/screenshots`.
    public static void shoot(Page page, String name) {
        page.screenshot(
                new Page.ScreenshotOptions()
                        .setPath(SCREENSHOTS.resolve(name + ".png"))
                        .setFullPage(true));
    }

    private Page page(Browser.NewPageOptions options) {
        var page = Objects.requireNonNull(browser).newPage(options.setDeviceScaleFactor(2));
        page.onConsoleMessage(message -> complaints.add(message.text()));
        page.onPageError(complaints::add);
        page.onRequest(request -> requests.add(request.url()));
        return page;
    }
}
