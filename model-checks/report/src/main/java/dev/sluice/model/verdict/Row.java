// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.verdict;

import dev.sluice.model.harness.Layer;
import java.util.ArrayList;
import java.util.List;

/**
 * A row of the table: what a layer of checks ran, and how far it went.
 *
 * @param name the layer
 * @param ran what ran
 * @param howFar the bound that was reached
 * @param seconds how long it took
 * @param blindTo what the layer cannot see
 * @param shortfalls each one fails the build
 */
record Row(
    String name,
    String ran,
    String howFar,
    double seconds,
    String blindTo,
    List<String> shortfalls) {

  Row(Layer layer, String ran, String howFar, double seconds, List<String> shortfalls) {
    this(layer.toString(), ran, howFar, seconds, layer.blindTo(), shortfalls);
  }

  Row {
    List<String> named = new ArrayList<>();
    shortfalls.forEach(s -> named.add(name + ": " + s));
    shortfalls = List.copyOf(named);
  }
}
