// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sluice.model.harness.Registry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/**
 * The page of this run, in a real browser. Where there is none it is said that nothing was looked
 * at; under CI that is a failure.
 */
@Timeout(60)
@Tag("page")
class PageInBrowserTest {

  private static final long LARGEST = 5_000_000;
  private static final double SLOWEST_MILLIS = 1_000;
  private static final int FEWEST_COUNTER_EXAMPLES = 40;
  private static final String COUNTER_EXAMPLE = "#mutants .play";
  private static final String LOST_WAKE_UP = "#\\30 01-send-wakes-nobody .play";

  private static final Path PAGE = Path.of(System.getProperty("atlas"));
  private static Browser browser;
  private static Player player;

  @BeforeAll
  static void start() {
    Optional<Chromium> chromium = Chromium.find();
    if (chromium.isEmpty()) {
      System.out.println("[browser] NOT RUN: there is no Chromium with its driver on the path");
      assertFalse("true".equals(System.getenv("CI")), "no Chromium: .ci/install installs it");
    }
    assumeTrue(chromium.isPresent(), "no Chromium");
    browser = new Browser(chromium.get(), PAGE);
    player = new Player(browser);
  }

  @AfterAll
  static void stop() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void open() {
    browser.isPhone(false);
    browser.isDark(false);
    browser.open();
  }

  @AfterEach
  void noErrorIsOnTheConsole() {
    assertEquals(List.of(), browser.errors());
  }

  @Test
  void thePageIsSmallAndNeedsNoNetwork() throws IOException {
    assertTrue(Files.size(PAGE) < LARGEST, () -> PAGE + " is too large");
    List<Object> fetched =
        browser.script(
            "return performance.getEntriesByType('resource').map(e => e.name)"
                + ".filter(n => !n.startsWith('data:'))");
    assertEquals(List.of(), fetched);
    List<Object> asked =
        browser.script(
            "return [...document.querySelectorAll('[src], link[href]')]"
                + ".map(e => e.src || e.href).filter(a => !a.startsWith('data:'))");
    assertEquals(List.of(), asked);
  }

  /** The best of a few, as the machine may be busy with something else. */
  @Test
  void thePageOpensInLessThanASecond() {
    double best = Double.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      browser.open();
      Number millis =
          browser.script("return performance.getEntriesByType('navigation')[0].loadEventEnd");
      assertTrue(millis.doubleValue() > 0, "not loaded");
      best = Math.min(best, millis.doubleValue());
    }
    System.out.printf("[browser] opens in %.0f ms%n", best);
    assertTrue(best < SLOWEST_MILLIS, "it took " + best + " ms");
  }

  @Test
  void eachLinkOfThePageLeadsSomewhere() {
    List<Object> dead =
        browser.script(
            "return [...document.querySelectorAll('a[href^=\"#\"]')]"
                + ".map(a => decodeURIComponent(a.getAttribute('href').slice(1)))"
                + ".filter(id => !document.getElementById(id))");
    assertEquals(List.of(), dead);
    assertTrue(browser.all("svg a").size() >= 48, "the pictures have no links");
  }

  @Test
  void eachIdHasItsPartOfThePage() throws IOException {
    int ids = Registry.read(Registry.HERE).entries().size();
    assertEquals(ids, browser.all(".entry > .wide > .visits").size());
    for (String id : List.of("H3", "T16", "S8", "G2", "K3")) {
      String part = "#" + id + " ";
      assertFalse(browser.all(part + ".code .hit").isEmpty(), "no code for " + id);
      assertFalse(browser.all(part + "details").isEmpty(), id);
    }
  }

  @Test
  void navigationShowsItsPartAndALinkOpensAClosedSource() {
    for (WebElement link : browser.all("nav a")) {
      link.click();
      String part = link.getAttribute("href").replaceFirst(".*#", "");
      Boolean seen =
          browser.script(
              "const r = document.getElementById(arguments[0]).getBoundingClientRect();"
                  + "return r.top < innerHeight && r.bottom > 0",
              part);
      assertTrue(seen, part + " is not in view");
    }
    browser.script("document.querySelector('svg a[href=\"#S8\"]').scrollIntoView()");
    WebElement inPicture = browser.one("svg a[href='#S8']");
    browser.script("arguments[0].focus()", inPicture);
    browser.press(Keys.ENTER);
    assertEquals("#S8", browser.script("return location.hash"));
    browser.one("#S8 details > summary").click();
    browser.one("#S8 .file a").click();
    assertTrue(browser.one("#source-Slot\\.java").getAttribute("open") != null, "not opened");
    assertTrue(browser.one("#sources span:target").isDisplayed());
  }

  @Test
  void theSearchShowsOnlyWhatIsFound() {
    WebElement query = browser.one("#query");
    query.sendKeys("s8");
    assertTrue(browser.one("#S8").isDisplayed());
    assertFalse(browser.one("#S2").isDisplayed());
    assertFalse(browser.one("#summary").isDisplayed());
    assertTrue(browser.text("#found").endsWith(" found"));
    query.clear();
    query.sendKeys("no such thing");
    assertEquals("0 found", browser.text("#found"));
    query.clear();
    query.sendKeys("001-send", Keys.ENTER);
    assertEquals("1 found", browser.text("#found"));
    assertEquals("#001-send-wakes-nobody", browser.script("return location.hash"));
    query.clear();
    query.sendKeys(" ");
    assertTrue(browser.one("#S2").isDisplayed());
  }

  @Test
  void thePlayerCanBeUsedByKeys() {
    WebElement button = browser.one(LOST_WAKE_UP);
    browser.script("arguments[0].focus()", button);
    browser.press(Keys.ENTER);
    assertTrue(player.isOpen());
    String first = player.now();
    assertTrue(first.startsWith("Step 1 of "), first);
    browser.press(Keys.ARROW_RIGHT);
    String second = player.now();
    assertNotEquals(first, second);
    assertEquals(second, player.said());
    browser.press(Keys.ARROW_LEFT);
    assertEquals(first, player.now());
    browser.press("b");
    assertTrue(player.now().contains("Here it breaks."), player.now());
    assertTrue(browser.one("#frames tr.now").getAttribute("class").contains("breaks"));
    browser.press(Keys.HOME);
    assertEquals(first, player.now());
    browser.script("document.getElementById('frames').focus()");
    browser.press(" ");
    player.awaitOtherThan(first);
    browser.press(" ");
    String stopped = player.now();
    assertEquals("play", browser.text("#toggle"));
    browser.press(Keys.END);
    assertNotEquals(stopped, player.now());
    browser.press(Keys.ESCAPE);
    assertFalse(player.isOpen());
    assertEquals(button, browser.focused());
  }

  @Test
  void thePlayerShowsByButtonsWhoHasWhat() {
    player.open(LOST_WAKE_UP);
    String first = player.now();
    player.click("forward");
    assertNotEquals(first, player.now());
    player.click("back");
    assertEquals(first, player.now());
    player.click("break");
    assertTrue(browser.text("#film-outcome").startsWith("deadlock"), browser.text("#film-outcome"));
    assertEquals(List.of("step", "program", "thread 1", "slot", "Buffer#1"), player.head());
    assertEquals(
        List.of("Buffer#1", "slot"), player.row().subList(2, 4), "the item is in, nobody is woken");
    int some = player.rows();
    player.click("all");
    assertTrue(player.rows() > some, "no more accesses");
    player.click("first");
    assertEquals(first, player.now());
    player.click("close");
    assertFalse(player.isOpen());
  }

  @Test
  void eachCounterExamplePlaysToItsBreak() {
    List<Object> broken =
        browser.script(
            "return [...document.querySelectorAll('#mutants .play')].filter(b => { b.click();"
                + " document.getElementById('break').click();"
                + " const plays = document.getElementById('now').textContent.includes('Here it breaks.')"
                + " && document.querySelector('#frames tr.now.breaks');"
                + " document.getElementById('close').click(); return !plays; }).map(b => b.title)");
    assertEquals(List.of(), broken);
    int mutants = browser.all(COUNTER_EXAMPLE).size();
    System.out.println("[browser] counter-examples that play: " + mutants);
    assertTrue(mutants >= FEWEST_COUNTER_EXAMPLES, "only " + mutants);
  }

  @Test
  void aScheduleOfEachExhaustedScenarioPlays() {
    // "recorded: ..." are of the conformance: scenarios that are explored without traces as well.
    List<Object> without =
        browser.script(
            "return [...document.querySelectorAll('#scenarios .entry:not([id*=recorded])')].filter(e =>"
                + " /reduced, park exact.*[^-]exhausted/.test(e.textContent)"
                + " && ![...e.querySelectorAll('.play')].every(b => { b.click();"
                + " const last = document.getElementById('at'); last.value = last.max;"
                + " last.dispatchEvent(new Event('input'));"
                + " const plays = document.querySelector('#frames tr:last-child.now');"
                + " document.getElementById('close').click(); return plays; })"
                + " || !e.querySelector('.play')).map(e => e.id)");
    assertEquals(List.of(), without);
    assertTrue(browser.all("#scenarios .play").size() >= 100, "too few schedules");
    player.open("#scenarios .play");
    browser.press(Keys.END);
    assertTrue(player.now().startsWith("Step "), player.now());
    assertFalse(browser.one("#break").isDisplayed(), "nothing breaks");
  }

  @Test
  void axeFindsNothingWrongWithThePageOrThePlayer() throws IOException {
    // Axe walks over all of a page for each part of it; the other entries are made as these are.
    browser.script(
        "document.querySelectorAll('.entry').forEach(e => arguments[0].includes(e.id) || e.remove());"
            + "document.querySelectorAll('#sources details + details').forEach(e => e.remove());"
            + "document.querySelectorAll('main details').forEach(d => d.open = true)",
        List.of("S8", "B1", "scenario-gate-two-close", "027-send-sets-release"));
    assertEquals(4, browser.all(".entry").size());
    for (boolean dark : new boolean[] {false, true}) {
      browser.isDark(dark);
      assertEquals(List.of(), browser.violations("body"), "dark " + dark);
      player.open(COUNTER_EXAMPLE);
      browser.press("b");
      assertEquals(List.of(), browser.violations("#player"), "player, dark " + dark);
      player.click("close");
    }
  }

  @Test
  void thePageAndThePlayerFitOnAPhone() {
    browser.isPhone(true);
    Long wide = browser.script("return document.documentElement.scrollWidth");
    assertTrue(wide <= 375, "the page is " + wide + " wide");
    player.open(COUNTER_EXAMPLE);
    for (String control : List.of("#back", "#forward", "#toggle", "#break", "#now", "#close")) {
      Boolean whole =
          browser.script(
              "const r = document.querySelector(arguments[0]).getBoundingClientRect();"
                  + "return r.left >= 0 && r.right <= innerWidth && r.bottom <= innerHeight",
              control);
      assertTrue(whole, control + " is not whole on a phone");
    }
  }
}
