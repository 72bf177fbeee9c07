// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A state machine as a picture. */
class PictureTest {

  private static String svg() throws IOException {
    Map<String, Texts.Text> ids = new LinkedHashMap<>();
    ids.put("H1", new Texts.Text(List.of(new Texts.Arrow("start", "OPEN")), ""));
    ids.put("H3", new Texts.Text(List.of(new Texts.Arrow("OPEN", "IN_CALL")), ""));
    Map<String, Picture.Visits> visits =
        Map.of("H1", new Picture.Visits(6, 123_456), "H3", new Picture.Visits(0, 0));
    return new Picture(ids, visits::get).svg("The handle");
  }

  @Test
  void aPictureSaysHowFarEachIdWasVisitedNotByColourAlone() throws IOException {
    String svg = svg();
    assertTrue(svg.contains(">H1·6</text>") && svg.contains(">H3·0</text>"), svg);
    assertTrue(svg.contains("<title>H1·6: 6 layers, 123,456 visits</title>"), svg);
    assertTrue(svg.contains("class=\"v6\"") && svg.contains("class=\"v0\""), svg);
    assertTrue(svg.contains("href=\"#H1\"") && svg.contains(">IN_CALL<"), svg);
  }

  @Test
  void aPictureLeavesColoursToThePage() throws IOException {
    String svg = svg();
    assertFalse(svg.contains("fill=") || svg.contains("style=") || svg.contains("<?"), svg);
    assertFalse(svg.contains(" id=\""), "several pictures are in one page");
  }
}
