package org.subtext.web;

import static com.codeborne.selenide.Selenide.executeAsyncJavaScript;
import static com.codeborne.selenide.Selenide.executeJavaScript;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.codeborne.selenide.Configuration;
import com.codeborne.selenide.WebDriverRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.logging.Level;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** Debian's browser as journeys use it: no name is looked up, and whatever it complains of is kept. */
final class TestBrowser {
    private static final Path BROWSER = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

    private TestBrowser() {}

    /** Makes it ready, or has the test skipped where there is none. */
    static void configure() {
        assumeTrue(
                Files.isExecutable(BROWSER) && Files.isExecutable(DRIVER),
                "No " + BROWSER + " with " + DRIVER + ": journeys in a browser are skipped. Debian: apt-get install"
                        + " chromium chromium-driver");
        ChromeOptions options = options("MAP * ~NOTFOUND");
        System.setProperty("webdriver.chrome.driver", DRIVER.toString());
        Configuration.browser = "chrome";
        Configuration.browserBinary = BROWSER.toString();
        Configuration.browserCapabilities = options;
        Configuration.browserSize = "1200x900";
        Configuration.timeout = 20_000;
        Configuration.pageLoadTimeout = 60_000;
        Configuration.screenshots = false;
        Configuration.savePageSource = false;
        Configuration.reportsFolder = "target/selenide";
    }

    /** @param names how names are looked up, as the browser spells it */
    static ChromeOptions options(String names) {
        LoggingPreferences complaints = new LoggingPreferences();
        complaints.enable(LogType.BROWSER, Level.WARNING);
        ChromeOptions options = new ChromeOptions();
        options.addArguments(
                "--headless=new",
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-component-update",
                "--disable-sync",
                "--enable-precise-memory-info",
                "--host-resolver-rules=" + names + ", EXCLUDE 127.0.0.1");
        options.setCapability("goog:loggingPrefs", complaints);
        options.setBinary(BROWSER.toFile());
        return options;
    }

    /** Where pages are from now on. */
    static void visit(int port) {
        Configuration.baseUrl = "http://127.0.0.1:" + port;
    }

    /** Policies violated, scripts that fail. */
    static List<String> complaints() {
        return WebDriverRunner.getWebDriver().manage().logs().get(LogType.BROWSER).getAll().stream()
                .map(LogEntry::getMessage)
                .toList();
    }

    /** What axe-core finds wrong with the page that is open. */
    static List<Map<String, Object>> violations() throws IOException {
        try (InputStream in = Objects.requireNonNull(TestBrowser.class.getResourceAsStream("/axe.min.js"))) {
            executeJavaScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
        return Objects.requireNonNull(executeAsyncJavaScript(
                "const done = arguments[0]; axe.run(document).then(found => done(found.violations.map(one =>"
                        + " ({rule: one.id, at: one.nodes.map(n => n.target.join(' ')).slice(0, 3).join(', ')}))))"));
    }

    /** Targets that a finger or a shaking hand misses. */
    static List<String> smallTargets() {
        return Objects.requireNonNull(executeJavaScript(
                "return [...document.querySelectorAll('nav a, .save a, button, summary, input, select, a.item, a.stop')]"
                        + ".filter(one => one.offsetParent && (one.getBoundingClientRect().height < 24"
                        + " || one.getBoundingClientRect().width < 20)).map(one => one.outerHTML)"));
    }
}
