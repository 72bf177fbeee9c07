// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import net.sourceforge.plantuml.FileFormat;
import net.sourceforge.plantuml.FileFormatOption;
import net.sourceforge.plantuml.SourceStringReader;

/** A state machine as a picture. PlantUML draws it from the arrows of the ids. */
final class Picture {

  private static final String START = "start";
  private static final int IDS_IN_A_LINE = 3;

  /**
   * How often an id was visited.
   *
   * @param layers how many layers visited it
   * @param times how often all layers together visited it
   */
  record Visits(int layers, long times) {}

  private final Map<String, Integer> states = new LinkedHashMap<>();
  private final Map<Texts.Arrow, List<String>> arrows = new LinkedHashMap<>();
  private final Function<String, Visits> visits;

  Picture(Map<String, Texts.Text> ids, Function<String, Visits> visits) {
    this.visits = visits;
    ids.forEach(
        (id, text) -> {
          for (Texts.Arrow arrow : text.arrows()) {
            arrows.computeIfAbsent(arrow, a -> new ArrayList<>()).add(id);
            states.putIfAbsent(arrow.from(), states.size());
            states.putIfAbsent(arrow.to(), states.size());
          }
        });
  }

  /** Returns the picture for a page, in which each id is a link to its part. */
  String svg(String title) throws IOException {
    ByteArrayOutputStream drawn = new ByteArrayOutputStream();
    new SourceStringReader(source()).outputImage(drawn, 0, new FileFormatOption(FileFormat.SVG));
    return Svg.forPage(drawn.toByteArray(), title, visits);
  }

  private String source() {
    StringBuilder source = new StringBuilder("@startuml\n!pragma layout smetana\n");
    source.append("hide empty description\nskinparam backgroundColor transparent\n");
    states.forEach(
        (state, number) -> {
          if (!state.equals(START)) {
            source.append("state \"" + state + "\" as s" + number + "\n");
          }
        });
    arrows.forEach(
        (arrow, ids) ->
            source.append(
                end(arrow.from()) + " --> " + end(arrow.to()) + " : " + label(ids) + "\n"));
    return source.append("@enduml\n").toString();
  }

  private String end(String state) {
    return state.equals(START) ? "[*]" : "s" + states.get(state);
  }

  private String label(List<String> ids) {
    StringBuilder label = new StringBuilder();
    for (int i = 0; i < ids.size(); i++) {
      String id = ids.get(i);
      Visits seen = visits.apply(id);
      String title =
          String.format(
              Locale.US,
              "%s·%d: %d layers, %,d visits",
              id,
              seen.layers(),
              seen.layers(),
              seen.times());
      label.append(i == 0 ? "" : i % IDS_IN_A_LINE == 0 ? "\\n" : " ");
      label.append("[[#" + id + "{" + title + "} " + id + "·" + seen.layers() + "]]");
    }
    return label.toString();
  }
}
