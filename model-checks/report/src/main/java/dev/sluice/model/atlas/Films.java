// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.atlas;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * The recorded schedules in the form that the player reads. Each text is there once. A frame is:
 * the thread, what it does, where, the part of the page for that place, whether the step is
 * unimportant, the words, the places. The last two are 0 if they are as in the frame before.
 */
final class Films {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Accesses that say nothing about the protocol: those of the spinner, of exceptions, of counters.
   */
  private static final Pattern BESIDE =
      Pattern.compile(
          "^(Spinner|LockSupport\\.setBlocker|Throwable)\\b.*|.*\\|\\w+ \\w+\\[\\]#.*"
              + "|.*\\|\\w+ Sink#\\d+\\.(attempts|count).*");

  private final ObjectNode root = JSON.createObjectNode();
  private final ArrayNode texts = root.putArray("texts");
  private final ObjectNode films = root.putObject("films");
  private final Map<String, Integer> numbers = new HashMap<>();

  int size() {
    return films.size();
  }

  /**
   * Adds a recording.
   *
   * @param link from a place in the code to the part of the page that shows it; empty if no part
   *     does
   */
  void add(String key, String title, JsonNode recording, UnaryOperator<String> link) {
    ObjectNode film = films.putObject(key).put("title", title);
    film.put("outcome", recording.path("outcome").asText());
    film.set("threads", recording.path("threads"));
    film.set("words", recording.path("words"));
    film.set("buffers", recording.path("buffers"));
    film.put("breaks", recording.path("breaks").asInt());
    ArrayNode frames = film.putArray("frames");
    JsonNode words = null;
    JsonNode places = null;
    for (JsonNode frame : recording.path("frames")) {
      String at = frame.path("at").asText();
      String does = frame.path("does").asText();
      ArrayNode row = frames.addArray().add(frame.path("thread").asInt());
      row.add(text(does)).add(text(at)).add(text(link.apply(at)));
      row.add(BESIDE.matcher(at + "|" + does).matches() ? 1 : 0);
      add(row, frame.path("words"), words);
      add(row, frame.path("places"), places);
      words = frame.path("words");
      places = frame.path("places");
    }
  }

  private void add(ArrayNode row, JsonNode now, JsonNode before) {
    if (now.equals(before)) {
      row.add(0);
    } else {
      ArrayNode all = row.addArray();
      now.forEach(value -> all.add(text(value.asText())));
    }
  }

  private int text(String text) {
    return numbers.computeIfAbsent(
        text,
        t -> {
          texts.add(t);
          return texts.size() - 1;
        });
  }

  /** Returns the text for a script element. Only the element's own end tag can end it. */
  String json() throws IOException {
    return JSON.writeValueAsString(root).replace("</", "<\\/").replace("<!--", "<\\u0021--");
  }
}
