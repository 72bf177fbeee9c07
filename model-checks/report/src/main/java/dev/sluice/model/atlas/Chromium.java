// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The browser that is installed, if there is one. Nothing is downloaded.
 *
 * @param browser the program of the browser
 * @param driver the program that drives the browser
 */
public record Chromium(Path browser, Path driver) {

  private static final List<String> BROWSERS =
      List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
  private static final List<String> DRIVERS = List.of("chromedriver", "chromium.chromedriver");

  /** Looks for both programs on the path of the system. */
  public static Optional<Chromium> find() {
    Optional<Path> browser = find(BROWSERS);
    Optional<Path> driver = find(DRIVERS);
    return browser.isPresent() && driver.isPresent()
        ? Optional.of(new Chromium(browser.get(), driver.get()))
        : Optional.empty();
  }

  private static Optional<Path> find(List<String> names) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return names.stream()
        .flatMap(
            name ->
                Stream.of(path.split(java.io.File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
