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
 * All checks. Nobody keeps this list: the tags of the tests say which of their classes look at the
 * kernel, and each layer says which checks it has besides.
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
   * What a whole layer is checked by, in the order in which to run it: the layers of tests as one,
   * then each class of tests that is tagged with its layer.
   */
  public static List<Check> whole() {
    List<Check> whole = new ArrayList<>(List.of(UnitCheck.ALL, StressCheck.ALL));
    whole.addAll(TaggedTests.ofLayers());
    whole.sort(Comparator.comparing(Check::layer));
    return whole;
  }

  /**
   * All that can be run alone, in the order of the layers.
   *
   * @throws IOException if what a layer has cannot be read
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
   * The check of an id.
   *
   * @throws IllegalArgumentException if none is written so
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

  /** A line for each of these layers, and below it one for each of its checks. */
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
