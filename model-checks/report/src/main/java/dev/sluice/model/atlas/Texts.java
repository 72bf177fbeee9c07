// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The table {@code atlas.tsv}. It has a text for each id, in addition to the registry. */
record Texts(Map<String, Text> byId) {

  /** An arrow of a state machine, from one state to another. */
  record Arrow(String from, String to) {}

  /**
   * The text of an id.
   *
   * @param arrows none for a property
   */
  record Text(List<Arrow> arrows, String says) {}

  static Texts read() throws IOException {
    Map<String, Text> texts = new LinkedHashMap<>();
    try (InputStream in = Texts.class.getResourceAsStream("atlas.tsv")) {
      List<String> rows =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      for (String row : rows.subList(1, rows.size())) {
        String[] cells = row.split("\t", -1);
        List<Arrow> arrows = new ArrayList<>();
        for (String arrow : cells[1].isEmpty() ? new String[0] : cells[1].split("; ")) {
          String[] ends = arrow.split(" > ");
          arrows.add(new Arrow(ends[0], ends[1]));
        }
        texts.put(cells[0], new Text(arrows, cells[2]));
      }
    }
    return new Texts(texts);
  }

  Text of(String id) {
    Text text = byId.get(id);
    if (text == null) {
      throw new IllegalStateException("atlas.tsv says nothing of " + id + ": add a row");
    }
    return text;
  }
}
