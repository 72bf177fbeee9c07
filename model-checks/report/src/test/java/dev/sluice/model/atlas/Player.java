// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.openqa.selenium.WebElement;

/** The page object of the player of schedules: what a reader clicks on, and sees. */
final class Player {

  private static final long MOST_NANOS = 10_000_000_000L;

  private final Browser browser;

  Player(Browser browser) {
    this.browser = browser;
  }

  /** Opens it by a click that needs no scrolling, on the first such button. */
  void open(String button) {
    browser.script("arguments[0].click()", browser.one(button));
  }

  boolean isOpen() {
    return browser.one("#player").isDisplayed();
  }

  /** On one of its buttons. */
  void click(String id) {
    browser.one("#" + id).click();
  }

  /** What it says of the step that it is at. */
  String now() {
    return browser.text("#now");
  }

  /** What a screen reader is told. */
  String said() {
    return browser.text("#player [aria-live]");
  }

  /** Waits until it goes on by itself. */
  void awaitOtherThan(String step) {
    long end = System.nanoTime() + MOST_NANOS;
    while (now().equals(step)) {
      assertTrue(System.nanoTime() < end, "it does not play");
    }
  }

  /** The texts of the columns' heads. */
  List<String> head() {
    return texts("#frames thead th");
  }

  /** The texts of the row that it is at. */
  List<String> row() {
    return texts("#frames tr.now td");
  }

  int rows() {
    return browser.all("#frames tbody tr").size();
  }

  private List<String> texts(String cells) {
    return browser.all(cells).stream().map(WebElement::getText).toList();
  }
}
