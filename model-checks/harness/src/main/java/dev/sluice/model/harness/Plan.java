// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.harness;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/**
 * All checks. Nobody keeps this list: the tags of the classes of tests say which of them check the
 * kernel, and each layer says which other checks it has.
 */
public final class Plan {

  private Plan() {}

  private static List<Checks> layers() {
    return ServiceLoader.load(Checks.class).stream()
        .map(ServiceLoader.Provider::get)
        .sorted(Comparator.comparing(Checks::layer))
        .toList();
  }

  /**
   * Returns the checks that together are whole layers, in the order in which to run them. The unit
   * tests are one check, and so are the stress tests. Each class of tests that is tagged with
   * another layer is a check too.
   */
  public static List<Check> whole() {
    List<Check> whole = new ArrayList<>(List.of(UnitCheck.ALL, StressCheck.ALL));
    whole.addAll(TaggedTests.ofLayers());
    whole.sort(Comparator.comparing(Check::layer));
    return whole;
  }

  /**
   * Returns all checks that can be run alone, in the order of the layers.
   *
   * @throws IOException if the checks of a layer cannot be read
   */
  public static List<Check> all() throws IOException {
    List<Check> all = whole();
    for (Checks layer : layers()) {
      all.addAll(layer.all());
    }
    all.sort(Comparator.comparing(Check::layer));
    return all;
  }

  /**
   * Returns the check of an id.
   *
   * @throws IllegalArgumentException if this is not the form of an id
   */
  public static Check check(String id) {
    List<String> words = Arrays.stream(id.split(";")).map(String::strip).toList();
    Optional<Layer> layer = Layer.of(words.get(0));
    String plain = String.join("; ", words);
    return layers().stream()
        .filter(checks -> checks.layer() == layer.orElse(null))
        .findFirst()
        .flatMap(checks -> checks.parse(words.subList(1, words.size())))
        .or(() -> whole().stream().filter(check -> check.id().equals(plain)).findFirst())
        .orElseThrow(() -> new IllegalArgumentException("no such check: " + id));
  }

  /** Returns a line for each of these layers, and below it one for each of its checks. */
  static List<String> lines(List<Layer> layers) throws IOException {
    List<Check> all = all();
    List<String> lines = new ArrayList<>();
    for (Layer layer : layers) {
      List<String> ids =
          all.stream().filter(check -> check.layer() == layer).map(Check::id).toList();
      lines.add(
          String.format(
              "%s: %d checks; sees %s; blind to: %s",
              layer, ids.size(), layer.sees(), layer.blindTo()));
      ids.forEach(id -> lines.add("  " + id));
    }
    return lines;
  }
}
