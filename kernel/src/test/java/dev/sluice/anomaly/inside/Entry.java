// SPDX-License-Identifier: Apache-2.0
package dev.sluice.anomaly.inside;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntFunction;

/** The door to a world. A world shares only the types of the JDK with the code outside. */
public final class Entry implements Function<List<String>, List<String>> {

  /** Makes a door; the loader of its world calls this. */
  public Entry() {}

  /**
   * Makes one attempt.
   *
   * @param arguments the call, the mode, k, whether buffers are direct, whether another thread goes
   *     on after the call; or nothing; or {@code error}
   * @return how many hits there were, whether the k-th came, and what is wrong, if anything is; for
   *     nothing, the names of the calls; for {@code error}, where the last error was thrown
   */
  @Override
  public List<String> apply(List<String> arguments) {
    if (arguments.isEmpty()) {
      return names();
    }
    if (arguments.size() == 1) {
      return List.of(Probe.first() == null ? "" : Attempt.text(Probe.first()));
    }
    ErrorMode mode = ErrorMode.valueOf(arguments.get(1));
    int k = Integer.parseInt(arguments.get(2));
    boolean direct = Boolean.parseBoolean(arguments.get(3));
    boolean moves = Boolean.parseBoolean(arguments.get(4));
    IntFunction<ByteBuffer> allocator = direct ? ByteBuffer::allocateDirect : ByteBuffer::allocate;
    AnomalyTrial trial = trial(arguments.get(0), allocator);
    String wrong = new Attempt(trial, mode, k).run(moves);
    return List.of(Integer.toString(Probe.hits()), Boolean.toString(Probe.first() != null), wrong);
  }

  private static List<String> names() {
    List<String> names = new ArrayList<>();
    GateTrial.names().forEach(name -> names.add("gate: " + name));
    HandleCalls.names().forEach(name -> names.add("handle: " + name));
    BufferedCalls.names().forEach(name -> names.add("buffered: " + name));
    FileTrial.names().forEach(name -> names.add("file: " + name));
    TaskCalls.names().forEach(name -> names.add("task: " + name));
    return names;
  }

  private static AnomalyTrial trial(String name, IntFunction<ByteBuffer> allocator) {
    String layer = name.substring(0, name.indexOf(": "));
    String rest = name.substring(layer.length() + 2);
    String call = rest.substring(0, Math.max(rest.indexOf(" | "), 0));
    String state = rest.substring(rest.indexOf('|') + 1).strip();
    return switch (layer) {
      case "gate" -> new GateTrial(rest);
      case "handle" ->
          new HandleTrial(allocator, false, HandleCalls.state(state), HandleCalls.call(call));
      case "buffered" ->
          new BufferedTrial(allocator, BufferedCalls.state(state), BufferedCalls.call(call));
      case "file" -> new FileTrial(rest);
      case "task" ->
          new HandleTrial(allocator, true, HandleCalls.state("nothing"), TaskCalls.call(rest));
      default -> throw new IllegalArgumentException(name);
    };
  }
}
