// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * One schedule, to be shown step by step.
 *
 * @param outcome what it came to: what the scenario returned, or what was violated
 * @param threads what each is called, by its number; 0 is the thread of the scenario's body
 * @param words what is watched: the word of each slot, the state of the handle, gate and token
 * @param buffers the buffers of the scenario
 * @param frames what was done, in its order
 * @param breaks the index of the frame at which the property breaks, or the last one
 */
public record Recording(
    String outcome,
    List<String> threads,
    List<String> words,
    List<String> buffers,
    List<Frame> frames,
    int breaks) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * One access, or what else can be a step.
   *
   * @param thread its number
   * @param at where in the code
   * @param does what it does, and to what
   * @param words what each of the watched holds after it; shorter if some were not made yet
   * @param places where each of the buffers is after it
   */
  public record Frame(int thread, String at, String does, List<String> words, List<String> places) {

    @Override
    public String toString() {
      return String.format(Locale.ROOT, "thread %d  %-52s %s", thread, does, at);
    }
  }

  /**
   * Writes some of one search, for the atlas.
   *
   * @param name of the scenario
   * @throws IOException if the file cannot be written
   */
  public static void write(Path file, String name, Mode mode, List<Recording> recordings)
      throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    var root = JSON.createObjectNode().put("name", name);
    root.put("park", mode.park().toString()).put("slot", mode.core().toString());
    root.set("recordings", JSON.valueToTree(recordings));
    JSON.writeValue(file.toFile(), root);
  }
}
