package org.subtext.web;

import static com.codeborne.selenide.Condition.focused;
import static com.codeborne.selenide.Condition.text;
import static com.codeborne.selenide.Condition.visible;
import static com.codeborne.selenide.Selenide.$;
import static com.codeborne.selenide.Selenide.actions;
import static com.codeborne.selenide.Selenide.executeJavaScript;
import static com.codeborne.selenide.Selenide.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.codeborne.selenide.Selenide;
import com.codeborne.selenide.WebDriverRunner;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.logging.LogType;
import org.subtext.audit.cases.AccessLog;
import org.subtext.audit.door.Door;
import org.subtext.audit.door.LocalDoor;
import org.subtext.recognition.testing.LogisticTrainer;
import org.subtext.web.runs.Starts;

/**
 * Who else there may be: other sites in the same browser, another browser, many readers, and whoever named a run. Over
 * an explorer that shows images and may start runs.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersBrowserTest {
    private static final int READERS = 49;

    /** Of a run of images; the letters after its last sign would stand before it. */
    private static final String HOSTILE = "<img src=x onerror=document.title='taken'> \u202Etxt";

    private Path folder = Path.of("");
    private Path runs = Path.of("");
    private Explorer explorer;

    @BeforeAll
    void start(@TempDir Path shared) throws IOException {
        TestBrowser.configure();
        folder = shared;
        runs = Files.createDirectory(folder.resolve("runs"));
        copy(ExampleRuns.Shared.FOLDER.resolve(ExampleRuns.IMAGES), runs.resolve(HOSTILE));
        copy(ExampleRuns.Shared.FOLDER.resolve(ExampleRuns.SMALL), runs.resolve(ExampleRuns.SMALL));
        Door door = LocalDoor.fenced(runs, LogisticTrainer::new);
        explorer = Explorer.start(
                door, 0, AccessLog.begin(runs, "tester", "strangers", Clock.systemUTC()), new Starts(door, runs));
        TestBrowser.visit(explorer.port());
        open(explorer.link());
        $("h1").shouldHave(text("Audits"));
        WebDriverRunner.getWebDriver().manage().timeouts().scriptTimeout(Duration.ofMinutes(2)); // axe
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
    }

    @AfterAll
    void end() {
        if (explorer != null) {
            Selenide.closeWebDriver();
            explorer.close();
        }
    }

    private static void press(CharSequence... keys) {
        actions().sendKeys(keys).perform();
    }

    /** What the browser says of refused answers; a policy that is violated would be among it as well. */
    private static void forgetRefusals() {
        assertThat(TestBrowser.complaints()).allSatisfy(one -> assertThat(one).doesNotContain("Content Security"));
    }

    /** Cookies know no ports: what another program of this machine serves is of the same site, cookie and all. */
    @Test
    void anotherSiteInTheSameBrowserIsTurnedAway() throws IOException {
        HttpServer other = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        String own = "http://127.0.0.1:" + explorer.port();
        byte[] page = ("<a href='" + own + "/'>in</a><form method=post action='" + own + "/start/check'><button>go")
                .getBytes(StandardCharsets.UTF_8);
        other.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/html");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        other.start();
        try {
            String foreign = "http://127.0.0.1:" + other.getAddress().getPort() + "/";
            open(foreign);
            $("a").click();
            $("body").shouldHave(text("Another site asked for this."));
            open(foreign);
            $("button").click();
            $("body").shouldHave(text("Another site asked for this."));
            open(foreign);
            String read = Selenide.executeAsyncJavaScript(
                    "const done = arguments[1]; fetch(arguments[0], {credentials: 'include'})"
                            + ".then(one => one.text()).then(done, () => done('nothing'))",
                    own + "/");
            assertThat(read).isEqualTo("nothing");
        } finally {
            other.stop(0);
        }
        open("/");
        $("h1").shouldHave(text("Audits"));
        forgetRefusals();
    }

    @Test
    void anotherBrowserGetsNothingForTheUsedLinkNorUnderAnotherName() {
        ChromeOptions options = TestBrowser.options("MAP rebound.example 127.0.0.1");
        ChromeDriver other = new ChromeDriver(options);
        try {
            other.get(explorer.link());
            assertThat(other.findElement(By.tagName("body")).getText()).contains("It is good once");
            assertThat(other.manage().getCookies()).isEmpty();
            other.get("http://rebound.example:" + explorer.port() + "/");
            assertThat(other.findElement(By.tagName("body")).getText()).contains("This address is not the explorer's");
        } finally {
            other.quit();
        }
    }

    /** One in a browser, with eight pages that follow runs, and as many others as there may be. */
    @Test
    void fiftyReadAtOnce() throws Exception {
        open("/");
        Cookie cookie = Objects.requireNonNull(
                WebDriverRunner.getWebDriver().manage().getCookieNamed("subtext-" + explorer.port()));
        Client client = new Client(explorer.port(), cookie.getName() + "=" + cookie.getValue());
        List<String> pages = List.of("/", "/runs/small/findings", "/runs/small/groups", "/start");
        ExecutorService readers = Executors.newFixedThreadPool(READERS);
        Set<String> tabs = WebDriverRunner.getWebDriver().getWindowHandles();
        try {
            List<Future<Integer>> read = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                String page = pages.get(i % pages.size());
                Callable<Integer> reader = () -> client.get(page).status();
                read.add(readers.submit(reader));
            }
            for (int tab = 0; tab < 8; tab++) {
                Selenide.switchTo().newWindow(WindowType.TAB);
                open("/");
                $("h1").shouldHave(text("Audits"));
            }
            for (Future<Integer> one : read) {
                assertThat(one.get()).as("reader " + read.indexOf(one)).isEqualTo(200);
            }
        } finally {
            readers.shutdownNow();
            for (String tab : WebDriverRunner.getWebDriver().getWindowHandles()) {
                if (!tabs.contains(tab)) {
                    WebDriverRunner.getWebDriver().switchTo().window(tab).close();
                }
            }
            WebDriverRunner.getWebDriver().switchTo().window(tabs.iterator().next());
        }
        forgetRefusals();
    }

    @Test
    void hostileNamesAreTextOnPagesOfImagesComparisonsAndForms() throws IOException {
        String run = ExplorerTest.encoded(HOSTILE);
        open("/runs/" + run + "/images");
        $("#grid .sheet[data-ready]").shouldBe(visible);
        String first =
                executeJavaScript("return document.querySelector('a.item[href*=\"/images/\"]').getAttribute('href')");
        for (String page :
                List.of("/runs/" + run + "/images", first, "/compare?run=" + run + "&run=small", "/start", "/")) {
            open(page);
            $("h1").shouldBe(visible);
            assertThat(Selenide.title()).as(page).doesNotStartWith("taken").endsWith("Subtext explorer");
            assertThat((Boolean) executeJavaScript("return document.querySelector('img') === null"))
                    .as(page)
                    .isTrue();
            assertThat(TestBrowser.violations()).as(page).isEmpty();
        }
        assertThat(TestBrowser.complaints()).isEmpty();
    }

    /** On screens of a desk and of a phone: no page is longer, wider or other than one of plain names would be. */
    @Test
    void classesOfHostileNamesAreTextOnEveryPageOfARunOfImages() throws Exception {
        new ExampleRuns(folder).named();
        copy(folder.resolve(ExampleRuns.NAMED), runs.resolve(ExampleRuns.NAMED));
        String base = "/runs/" + ExampleRuns.NAMED + "/";
        open(base + "images");
        $("#grid .sheet[data-ready]").shouldBe(visible);
        String first = Objects.requireNonNull(
                executeJavaScript("return document.querySelector('a.item[href*=\"/images/\"]').getAttribute('href')"));
        String changed = first.substring(0, first.lastIndexOf('/') + 1) + 1;
        ChromiumDriver driver = (ChromiumDriver) WebDriverRunner.getWebDriver();
        for (String page :
                List.of(base + "images", first, changed, base + "findings", base + "routes", base + "groups")) {
            for (int width : List.of(1280, 320)) {
                driver.executeCdpCommand(
                        "Emulation.setDeviceMetricsOverride",
                        Map.of("width", width, "height", 800, "deviceScaleFactor", 1, "mobile", false));
                open(page);
                $("h1").shouldBe(visible);
                Map<String, Object> seen = Objects.requireNonNull(
                        executeJavaScript(
                                "const root = document.documentElement; return {wide: root.scrollWidth, high: root.scrollHeight,"
                                        + " pictures: document.images.length, whole: root.outerHTML.includes('L'.repeat(121))}"));
                assertThat(seen)
                        .as(page + " at " + width)
                        .containsEntry("pictures", 0L)
                        .containsEntry("whole", false);
                assertThat((Long) seen.get("wide")).as(page).isLessThanOrEqualTo(width);
                // with names of one word, all of Findings is 12,000 pixels long, and 35,000 on a phone
                long most = page.endsWith("findings") ? width < 600 ? 50_000 : 15_000 : 6_000;
                assertThat((Long) seen.get("high")).as(page + " at " + width).isLessThan(most);
                assertThat(Selenide.title()).as(page).doesNotStartWith("taken");
            }
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
            assertThat(TestBrowser.violations()).as(page).isEmpty();
        }
        open(changed);
        $("#changed[data-ready]").shouldBe(visible);
        press("g");
        $("#means").shouldBe(visible);
        assertThat(TestBrowser.violations()).isEmpty();
        assertThat(TestBrowser.complaints()).isEmpty();
    }

    /** From the list to the plan and its price; nothing is started. */
    @Test
    void aPlanIsReadWithItsPriceByKeysAlone() throws IOException {
        Path plan = folder.resolve("wanted.yaml");
        Files.writeString(
                plan,
                Files.readString(ExampleRuns.Shared.FOLDER.resolve(ExampleRuns.IMAGES + "/plan.yaml"))
                        .replaceFirst("(?m)^name: .*$", "name: \"wanted\""));
        open("/");
        press("j", Keys.ENTER);
        $("h1").shouldHave(text("Start"));
        assertThat(TestBrowser.violations()).isEmpty();
        for (int i = 0; i < 20 && !$("#audit-file").is(focused); i++) {
            press(Keys.TAB);
        }
        press(plan.toString(), Keys.ENTER);
        $("h1").shouldHave(text("Start wanted"));
        $("main").shouldHave(text("of 60 patients that count"), text("1 network is taught"));
        $("pre").shouldHave(text("wanted"));
        assertThat(TestBrowser.violations()).isEmpty();
        ChromiumDriver driver = (ChromiumDriver) WebDriverRunner.getWebDriver();
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 640, "deviceScaleFactor", 1, "mobile", false));
        Long width = executeJavaScript("return document.documentElement.scrollWidth");
        driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        assertThat(width).isLessThanOrEqualTo(320);
        press(Keys.ESCAPE);
        $("h1").shouldHave(text("Audits"));
        assertThat(runs.resolve("wanted")).doesNotExist();
        assertThat(TestBrowser.complaints()).isEmpty();
    }

    /** A page that follows nothing finds out by itself. */
    @Test
    void aPageOfARunSaysThatTheServerHasEnded() {
        Door door = new ExampleRuns(ExampleRuns.Shared.FOLDER).door();
        try (Explorer ending = Explorer.start(door, 0)) {
            open(ending.link());
            $("h1").shouldHave(text("Audits"));
            open("http://127.0.0.1:" + ending.port() + "/runs/small/findings");
            $("h1").shouldBe(visible);
        }
        $("#server").shouldBe(visible).shouldHave(text("Nothing of a run is lost"));
        $("h2").shouldBe(visible);
        open("about:blank");
        WebDriverRunner.getWebDriver().manage().logs().get(LogType.BROWSER); // it says that there was no answer
    }
}
