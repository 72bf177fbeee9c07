// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/** One page in a browser without a window. */
final class Browser implements AutoCloseable {

  private static final Dimension DESK = new Dimension(1280, 900);
  private static final Dimension PHONE = new Dimension(375, 800);

  private final ChromeDriver driver;
  private final String page;

  Browser(Chromium chromium, Path page) {
    this.page = page.toUri().toString();
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.browser().toFile());
    // As root, and where the shared memory is small, it does not start without the first two.
    options.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage");
    options.addArguments("--disable-gpu", "--force-prefers-reduced-motion");
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    options.setCapability(ChromeOptions.LOGGING_PREFS, logs);
    ChromeDriverService service =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(chromium.driver().toFile())
            .usingAnyFreePort()
            .build();
    driver = new ChromeDriver(service, options);
    driver.manage().timeouts().scriptTimeout(Duration.ofSeconds(60));
    driver.manage().window().setSize(DESK);
  }

  void open() {
    driver.get("about:blank"); // or one of the same address would only be scrolled
    driver.get(page);
  }

  void isPhone(boolean phone) {
    // The window has a least width; what the page sees does not.
    Dimension size = phone ? PHONE : DESK;
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of(
            "width", size.width, "height", size.height, "deviceScaleFactor", 1, "mobile", phone));
  }

  void isDark(boolean dark) {
    driver.executeCdpCommand(
        "Emulation.setEmulatedMedia",
        Map.of(
            "features",
            List.of(
                Map.of("name", "prefers-color-scheme", "value", dark ? "dark" : "light"),
                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
  }

  WebElement one(String selector) {
    return driver.findElement(By.cssSelector(selector));
  }

  List<WebElement> all(String selector) {
    return driver.findElements(By.cssSelector(selector));
  }

  String text(String selector) {
    return one(selector).getText();
  }

  /** To whichever element has the focus. */
  void press(CharSequence... keys) {
    driver.switchTo().activeElement().sendKeys(keys);
  }

  WebElement focused() {
    return driver.switchTo().activeElement();
  }

  @SuppressWarnings("unchecked") // what a script returns is what its caller asks it for
  <T> T script(String script, Object... arguments) {
    return (T) driver.executeScript(script, arguments);
  }

  /** Errors that the browser's console showed since it was asked last. */
  List<String> errors() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .filter(entry -> entry.getLevel().intValue() >= Level.WARNING.intValue())
        .map(LogEntry::toString)
        .toList();
  }

  /** What axe finds wrong in a part of the page: rules, each with the first elements. */
  List<String> violations(String part) throws IOException {
    try (InputStream in = Browser.class.getResourceAsStream("/axe.min.js")) {
      driver.executeScript(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
    @SuppressWarnings("unchecked")
    Map<String, Object> found =
        (Map<String, Object>)
            driver.executeAsyncScript(
                "const done = arguments[1]; axe.run(arguments[0], {resultTypes: ['violations']}).then("
                    + "r => done({passes: r.passes.length, violations: r.violations.map(v => v.id + ': '"
                    + " + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.html + ' '"
                    + " + n.any.map(a => a.message).join(' ')).join('; '))}),"
                    + " e => done({passes: 0, violations: [String(e)]}));",
                part);
    List<String> violations = new ArrayList<>();
    ((List<?>) found.get("violations")).forEach(v -> violations.add(String.valueOf(v)));
    if ((long) found.get("passes") == 0) {
      violations.add("no rule of axe looked at anything");
    }
    return violations;
  }

  @Override
  public void close() {
    driver.quit();
  }
}
