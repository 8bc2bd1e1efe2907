package org.subtext.web;

import static com.codeborne.selenide.Condition.attribute;
import static com.codeborne.selenide.Condition.checked;
import static com.codeborne.selenide.Condition.exist;
import static com.codeborne.selenide.Condition.focused;
import static com.codeborne.selenide.Condition.hidden;
import static com.codeborne.selenide.Condition.text;
import static com.codeborne.selenide.Condition.value;
import static com.codeborne.selenide.Condition.visible;
import static com.codeborne.selenide.Selenide.$;
import static com.codeborne.selenide.Selenide.actions;
import static com.codeborne.selenide.Selenide.executeJavaScript;
import static com.codeborne.selenide.Selenide.open;
import static com.codeborne.selenide.Selenide.webdriver;
import static com.codeborne.selenide.WebDriverConditions.urlContaining;
import static org.assertj.core.api.Assertions.assertThat;

import com.codeborne.selenide.Selenide;
import com.codeborne.selenide.WebDriverRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chromium.ChromiumDriver;
import org.subtext.audit.cases.AccessLog;

/** Journeys through the images of a run in a real browser: with keys alone, and with buttons and fields alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ImagesBrowserTest {
    private static final Path RUNS = ExampleRuns.Shared.FOLDER;
    private static final String BASE = "/runs/" + ExampleRuns.IMAGES + "/images";

    private Explorer explorer;

    @BeforeAll
    void start() {
        TestBrowser.configure();
        explorer = Explorer.start(
                new ExampleRuns(RUNS).door(),
                0,
                AccessLog.begin(RUNS, "tester", "a journey in a browser", Clock.systemUTC()));
        TestBrowser.visit(explorer.port());
        open(explorer.link());
        $("h1").shouldHave(text("Audits"));
    }

    @AfterAll
    void end() throws IOException {
        Selenide.closeWebDriver();
        explorer.close();
        Files.deleteIfExists(RUNS.resolve(AccessLog.FILE));
    }

    @AfterEach
    void theBrowserHasNothingToComplainOf() {
        assertThat(TestBrowser.complaints()).isEmpty();
    }

    private static void press(CharSequence... keys) {
        actions().sendKeys(keys).perform();
    }

    private static void openFirst(int setting) {
        open(BASE);
        String first = Objects.requireNonNull(
                executeJavaScript("return document.querySelector('a.item[href*=\"/images/\"]').getAttribute('href')"));
        open(first.substring(0, first.lastIndexOf('/') + 1) + setting);
        $("#original[data-ready]").shouldBe(visible);
    }

    /** Clear of what sticks to the top. */
    private static void click(String target) {
        executeJavaScript("document.querySelector(arguments[0]).scrollIntoView({block: 'center'})", target);
        $(target).click();
    }

    private static String drawn(String canvas) {
        return Objects.requireNonNull(
                executeJavaScript("return document.getElementById(arguments[0]).toDataURL()", canvas));
    }

    @Test
    void keysAloneLeadFromTheOverviewThroughTheSettingsAndBack() {
        open(BASE);
        $("#grid .sheet[data-ready]").shouldBe(visible);
        press("j");
        $(".grid a:focus").shouldHave(attribute("aria-label")).shouldBe(visible);
        press(Keys.ARROW_RIGHT, Keys.ARROW_DOWN, Keys.ARROW_LEFT);
        press(Keys.ENTER);
        $("h1").shouldHave(text("One case"));
        $(".one-of").shouldHave(text("1 of ")).shouldHave(text("one picture proves nothing"));
        press("]");
        $("#changed[data-ready]").shouldBe(visible);
        $("#changed-checked").shouldHave(text("that of the array drawn here"));
        String address = WebDriverRunner.url();
        press("]");
        $("#changed[data-ready]").shouldBe(visible);
        assertThat(WebDriverRunner.url()).isNotEqualTo(address);
        press("[");
        $("#changed[data-ready]").shouldBe(visible);
        press("[");
        $("#changed").shouldNot(exist);
        press("]");
        $("#changed[data-ready]").shouldBe(visible);
        press("j");
        $("h1").shouldHave(text("One case"));
        press(Keys.ESCAPE);
        $("#grid").shouldBe(visible);
    }

    @Test
    void everyKeyOfTheViewerDoesWhatItSays() {
        openFirst(1);
        $("#changed[data-ready]").shouldBe(visible);
        String plain = drawn("original");
        press("i");
        $("#invert").shouldBe(checked);
        assertThat(drawn("original")).isNotEqualTo(plain);
        press("4");
        $("#width").shouldHave(value("0.5"));
        $("#level").shouldHave(value("0.25"));
        press("w", Keys.ARROW_RIGHT, Keys.ARROW_UP);
        $("#width").shouldHave(value("0.55"));
        $("#level").shouldHave(value("0.27"));
        press("w", "+");
        webdriver().shouldHave(urlContaining("view=0.27,0.55,1,1.25"));
        $("#original").shouldBe(visible);
        executeJavaScript("document.getElementById('original').focus()");
        press(Keys.ARROW_LEFT);
        webdriver().shouldHave(urlContaining("-0.05"));
        press("]");
        $("#changed[data-ready]").shouldBe(visible);
        webdriver().shouldHave(urlContaining("view=0.27,0.55,1,1.25"));
        press("-", "0", "r");
        $("#width").shouldHave(value("1"));
        webdriver().shouldHave(urlContaining("view=0.5,1,0,1,0,0"));
        press(Keys.SPACE);
        $("#flicker").shouldHave(attribute("aria-pressed", "true"));
        press(Keys.SPACE);
        $("#flicker").shouldHave(attribute("aria-pressed", "false"));
        press("g");
        $("#means").shouldBe(visible);
        $("#means").shouldHave(text("Fewer than two groups have 11 patients: no mean is shown."));
        press("g");
        $("#means").shouldBe(hidden);
        press("s");
        $("#saliency").shouldBe(visible);
        press("?");
        $("#help").shouldHave(text("weaker setting")).shouldHave(text("saliency"));
        press(Keys.ESCAPE);
    }

    @Test
    void buttonsAndFieldsDoWhatKeysDo() {
        openFirst(1);
        $("#changed[data-ready]").shouldBe(visible);
        String plain = drawn("changed");
        $("#level").setValue("0.3").pressTab();
        $("#width").setValue("0.4").pressTab();
        assertThat(drawn("changed")).isNotEqualTo(plain);
        click("#larger");
        click("#left");
        click("#up");
        click("#invert");
        click("#reset");
        $("#width").shouldHave(value("1"));
        $("#window").selectOptionByValue("5");
        $("#level").shouldHave(value("0.75"));
        click("#stronger");
        $("#changed[data-ready]").shouldBe(visible);
        click("#weaker");
        $("#changed[data-ready]").shouldBe(visible);
        click("#groups");
        $("#means").shouldBe(visible);
        click("#next");
        $("#original[data-ready]").shouldBe(visible);
        $("#previous").shouldBe(visible);
    }

    @Test
    void pagesOfImagesAreAccessibleAndReflow() throws IOException {
        openFirst(1);
        String page = WebDriverRunner.url();
        ChromiumDriver driver = (ChromiumDriver) WebDriverRunner.getWebDriver();
        for (String one : new String[] {BASE, page}) {
            open(one);
            $("h1").shouldBe(visible);
            executeJavaScript("document.querySelectorAll('details').forEach(one => one.open = true);"
                    + "document.querySelectorAll('section[hidden]').forEach(one => one.hidden = false)");
            assertThat(TestBrowser.violations()).as(one).isEmpty();
            assertThat(TestBrowser.smallTargets()).as(one).isEmpty();
            driver.executeCdpCommand(
                    "Emulation.setDeviceMetricsOverride",
                    Map.of("width", 320, "height", 640, "deviceScaleFactor", 1, "mobile", false));
            open(one);
            Long width = executeJavaScript("return document.documentElement.scrollWidth");
            assertThat(width).as(one).isLessThanOrEqualTo(320);
            driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
        }
    }

    @Test
    void keysSleepInFieldsAndCanBeSwitchedOff() {
        openFirst(0);
        $("#level").click();
        press("i");
        $("#invert").shouldNotBe(checked);
        executeJavaScript("localStorage.setItem('subtext-single-keys', 'off'); document.activeElement.blur()");
        press("i");
        $("#invert").shouldNotBe(checked);
        executeJavaScript("localStorage.removeItem('subtext-single-keys')");
        $("#level").shouldNotBe(focused);
    }
}
