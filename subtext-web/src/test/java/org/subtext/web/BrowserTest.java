package org.subtext.web;

import static com.codeborne.selenide.Condition.empty;
import static com.codeborne.selenide.Condition.exist;
import static com.codeborne.selenide.Condition.focused;
import static com.codeborne.selenide.Condition.hidden;
import static com.codeborne.selenide.Condition.matchText;
import static com.codeborne.selenide.Condition.text;
import static com.codeborne.selenide.Condition.visible;
import static com.codeborne.selenide.Selenide.$;
import static com.codeborne.selenide.Selenide.$$;
import static com.codeborne.selenide.Selenide.actions;
import static com.codeborne.selenide.Selenide.executeJavaScript;
import static com.codeborne.selenide.Selenide.open;
import static org.assertj.core.api.Assertions.assertThat;

import com.codeborne.selenide.CollectionCondition;
import com.codeborne.selenide.Selenide;
import com.codeborne.selenide.WebDriverRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.openqa.selenium.logging.LogType;
import org.subtext.audit.door.Door;
import org.subtext.provenance.FolderLock;
import org.subtext.provenance.FolderTree;
import org.subtext.web.pages.Pages;
import org.subtext.web.runs.Starts;

/**
 * Journeys through the explorer in a real browser, with keys alone; every page is looked at by axe-core, and whatever
 * the browser complains of (a policy violated, a script that fails) fails the test. Skipped where there is no browser.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private Explorer explorer;

    @BeforeAll
    void start() {
        TestBrowser.configure();
        explorer = Explorer.start(new ExampleRuns(ExampleRuns.Shared.FOLDER).door(), 0);
        TestBrowser.visit(explorer.port());
        open(explorer.link());
        $("h1").shouldHave(text("Audits"));
        assertThat(WebDriverRunner.url()).doesNotContain("code");
        WebDriverRunner.getWebDriver()
                .manage()
                .timeouts()
                .scriptTimeout(Duration.ofMinutes(2)); // axe, on a busy machine
    }

    @AfterAll
    void end() {
        if (explorer != null) {
            Selenide.closeWebDriver();
            explorer.close();
        }
    }

    @AfterEach
    void theBrowserHasNothingToComplainOf() {
        assertThat(TestBrowser.complaints()).isEmpty();
    }

    private static void press(CharSequence... keys) {
        actions().sendKeys(keys).perform();
    }

    /** By keys alone, to the problem of a plan that is not there. */
    @Test
    void aRunIsAskedForByAFormAndAnEndedServerIsTold() throws IOException {
        Door door = new ExampleRuns(ExampleRuns.Shared.FOLDER).door();
        try (Explorer starting = Explorer.start(door, 0, null, new Starts(door, ExampleRuns.Shared.FOLDER))) {
            open(starting.link());
            press("j", Keys.ENTER);
            $("h1").shouldHave(text("Start"));
            assertThat(TestBrowser.violations()).isEmpty();
            $("#audit-file").sendKeys("/nowhere/plan.yaml", Keys.ENTER);
            $("h1").shouldHave(text("Nothing was started"));
            $("main").shouldHave(text("/nowhere/plan.yaml"));
            open("http://127.0.0.1:" + starting.port() + "/");
            $("#server").shouldBe(hidden);
        }
        $("#server").shouldBe(visible).shouldHave(text("does not answer"));
        $("table.runs").shouldHave(text("Do the images reveal"));
        WebDriverRunner.getWebDriver()
                .manage()
                .logs()
                .get(LogType.BROWSER); // it says that the answer was 400, and that there was none
    }

    @Test
    void everyPageIsAccessibleAndRunsNoScriptOfATable() throws IOException {
        for (String page : ExplorerTest.PAGES) {
            open(page);
            $("h1").shouldBe(visible);
            executeJavaScript("document.querySelectorAll('details').forEach(one => one.open = true)");
            assertThat(TestBrowser.violations()).as(page).isEmpty();
            assertThat(Selenide.title()).as(page).doesNotContain("taken").endsWith("Subtext explorer");
            List<String> small = executeJavaScript(
                    "return [...document.querySelectorAll('nav a, .save a, button, summary, input, a.item')]"
                            + ".filter(one => one.offsetParent && (one.getBoundingClientRect().height < 24"
                            + " || one.getBoundingClientRect().width < 24)).map(one => one.outerHTML)");
            assertThat(small).as(page + ": targets below 24 pixels").isEmpty();
        }
    }

    /** Its policy holds for it too: what it forbids, its own style among it, would be complained of. */
    @Test
    void aPageForOthersIsOpenedFromItsFile() throws IOException {
        Path file = ExampleRuns.Shared.FOLDER.resolveSibling("for-others.html");
        Files.writeString(file, new Pages(new ExampleRuns(ExampleRuns.Shared.FOLDER).door()).bundle(ExampleRuns.HARM));
        open(file.toUri().toString());
        $("h1").shouldHave(text("Is a group of recorded"));
        assertThat((String) executeJavaScript("return getComputedStyle(document.querySelector('main')).maxWidth"))
                .isEqualTo("960px");
        $("a[href^='#table-']").click();
        assertThat(WebDriverRunner.url()).contains("#table-");
    }

    @Test
    void nothingIsLostOnAScreenOf320Pixels() {
        ChromiumDriver driver = (ChromiumDriver) WebDriverRunner.getWebDriver();
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 320, "height", 640, "deviceScaleFactor", 1, "mobile", false));
        try {
            for (String page : ExplorerTest.PAGES) {
                open(page);
                Long width = executeJavaScript("return document.documentElement.scrollWidth");
                assertThat(width).as(page).isLessThanOrEqualTo(320);
            }
        } finally {
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Test
    void keysAloneLeadFromTheListIntoAChartAndBack() {
        open("/");
        press("/");
        $("#search").shouldBe(focused);
        press("images reveal");
        $$("table.runs tbody tr").filter(visible).shouldHave(CollectionCondition.size(1));
        assertThat(WebDriverRunner.url()).endsWith("?search=images+reveal");
        press(Keys.ESCAPE, "j");
        $("a.item[href='/runs/images/findings']").shouldBe(focused);
        press(Keys.ENTER);
        $("h1").shouldHave(text("images: Findings"));
        press("j");
        $("#figure-1").shouldBe(focused);
        for (int i = 0; i < 20 && !focusedPlace().startsWith("figure-2 "); i++) {
            press("j");
        }
        press(Keys.ARROW_DOWN);
        $("#live").shouldHave(text("1 of "));
        $("tr.cursor").should(exist);
        press(Keys.ARROW_DOWN);
        $("#live").shouldHave(text("2 of "));
        press("j", "j", "k");
        press(Keys.ESCAPE);
        $("h1").shouldHave(text("Audits"));
    }

    @Test
    void keysAreSaidAndCanBeSwitchedOff() {
        open("/");
        press("?");
        $("#help").shouldBe(visible).shouldHave(text("next run, chart or table"));
        $("#single-keys").click();
        press(Keys.ESCAPE);
        $("#help").shouldBe(hidden);
        press("j");
        assertThat((String) executeJavaScript("return document.activeElement.className"))
                .doesNotContain("item");
        $("#show-help").click();
        $("#single-keys").click();
        press(Keys.ESCAPE);
        press("j");
        assertThat((String) executeJavaScript("return document.activeElement.className"))
                .contains("item");
    }

    /** The whole map, on each page: what a key has nothing to do with there is said. */
    @Test
    void everyKeyDoesWhatTheHelpSaysOnEveryPage() {
        for (String page : ExplorerTest.PAGES) {
            open(page);
            // what is said waits for a second else, after what was said before
            executeJavaScript("let now = Date.now(); Date.now = () => (now += 2000)");
            boolean hasPlaces = !$$("a.item, .exhibit").filter(visible).isEmpty();
            press("?");
            $("#help").as(page).shouldBe(visible);
            press(Keys.ESCAPE);
            $("#help").as(page).shouldBe(hidden);
            press("c");
            $("#live").as(page).shouldHave(matchText("Link copied|does not let the link"));
            press("t");
            $("#live").as(page).shouldHave(text("Choose a chart first: J and K"));
            if (hasPlaces) {
                press("j");
                String first = focusedPlace();
                press("j");
                press("k");
                assertThat(focusedPlace()).as(page).isEqualTo(first).isNotEmpty();
            }
            if ($("#figure-1").exists()) {
                executeJavaScript("document.getElementById('figure-1').focus()");
                press(Keys.ARROW_RIGHT);
                $("#live").as(page).shouldHave(text("1 of "));
                press("t");
                assertThat((Boolean) executeJavaScript("const at = document.activeElement;"
                                + " return at.matches('.table') || at.closest('figure').querySelector('details').open"))
                        .as(page)
                        .isTrue();
            }
            press("/");
            if ($("#search").exists()) {
                $("#search").as(page).shouldBe(focused);
                press("jk?");
                assertThat($("#search").getValue()).as(page).contains("jk?");
                $("#help").as(page).shouldBe(hidden);
                press(Keys.ESCAPE);
            } else {
                $("#live").as(page).shouldHave(text("nothing to search"));
            }
            press(Keys.ESCAPE);
            $("h1").as(page).shouldHave(text("Audits"));
        }
    }

    private static String focusedPlace() {
        String place = executeJavaScript("const at = document.activeElement.closest('a.item, .exhibit');"
                + " return at === null ? '' : at.id + ' ' + at.getAttribute('href')");
        return Objects.requireNonNull(place);
    }

    @Test
    void aKeyCanBeChangedAndNoTwoAreTheSame() {
        open("/");
        press("?");
        $("tr[data-action=next] .change").click();
        press("c");
        $("#key-said").shouldHave(text("C is taken by \"copy a link to this place\""));
        $("tr[data-action=next] .change").click();
        press("n");
        $("#key-said").shouldHave(text("N does it now."));
        press(Keys.ESCAPE);
        press("j");
        assertThat(focusedPlace()).isEmpty();
        press("n");
        assertThat(focusedPlace()).contains("/runs/");
        open("/runs/images/findings");
        press("n");
        $("#figure-1").shouldBe(focused);
        press("?");
        $("#first-keys").click();
        press(Keys.ESCAPE);
        $("#help").shouldBe(hidden);
        press("j");
        assertThat(focusedPlace()).isNotEmpty();
        press("n");
        $("#live").shouldBe(empty);
    }

    @Test
    void aLinkLeadsBackToTheSamePlace() {
        open("/runs/harm/harm#table-1");
        $("#table-1").shouldBe(focused);
    }

    @Test
    void aRunningAuditIsFollowedAsItGoesOn() throws IOException {
        Path run = Files.createDirectories(ExampleRuns.Shared.FOLDER.resolve("running"));
        Files.copy(ExampleRuns.Shared.FOLDER.resolve("images/plan.yaml"), run.resolve("plan.yaml"));
        try (FolderLock held = FolderLock.take(run.resolve(".lock")).orElseThrow()) {
            open("/");
            $("tr[data-run=running] .answer").shouldHave(text("Running: 1 of 6 stages done"));
            Files.writeString(run.resolve("log.txt"), "2026-11-30T12:00:00Z Caching images: 9 images read\n");
            $("tr[data-run=running] .answer").shouldHave(text("last: Caching images"));
            Files.writeString(
                    run.resolve("log.txt"), "2026-11-30T12:00:09Z Training model: 1 pass\n", StandardOpenOption.APPEND);
            $("tr[data-run=running] .answer").shouldHave(text("last: Training model"));
            $("#live").shouldNotBe(empty);
        } finally {
            FolderTree.delete(run);
        }
    }
}
