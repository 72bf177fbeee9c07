// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.scenario;

import dev.sluice.model.conform.Conformance;
import dev.sluice.model.conform.Recorder;
import dev.sluice.model.conform.Trace;
import dev.sluice.model.explore.Scenario;
import dev.sluice.model.probe.Count;
import dev.sluice.model.probe.Deaths;
import dev.sluice.model.scenario.Sink.Attempt;
import dev.sluice.model.scenario.Story.End;
import dev.sluice.model.scenario.Story.Third;
import dev.sluice.sync.Slot;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** All scenarios, with the exact set of outcomes of each. */
public final class Scenarios {

  /**
   * A scenario and its outcomes.
   *
   * @param scenario the program to explore
   * @param outcomes all outcomes that are allowed. Each must be seen: if one is missing, the race
   *     was not reached
   * @param ofKernel whether it needs more than a slot, a gate or a token alone
   */
  public record Spec(Scenario scenario, Set<String> outcomes, boolean ofKernel) {

    @Override
    public String toString() {
      return scenario.name();
    }
  }

  /**
   * Code that is not part of the program: code that watches for forgotten handles, logs, or lets
   * calls die; and code that counts or records. Each thread records into a list of its own.
   */
  private static final String[] ASIDE = {
    "dev.sluice.kernel.Abandoned#watch",
    "dev.sluice.kernel.Abandoned#end",
    "dev.sluice.kernel.Log",
    "dev.sluice.sync.Gate#warn",
    Unreachable.class.getName(),
    Deaths.class.getName(),
    Count.class.getName(),
    Recorder.class.getName(),
    Trace.class.getName(),
    Conformance.class.getName()
  };

  private Scenarios() {}

  /** Returns all scenarios, small ones first. */
  public static List<Spec> all() {
    List<Spec> all = new ArrayList<>();
    all.addAll(SlotStories.all());
    all.addAll(GateStories.all());
    all.addAll(kernel());
    all.addAll(OwnerStories.all());
    return all;
  }

  /** Returns the scenarios in which a call dies. They need a kernel with probes. */
  public static List<Spec> dying() {
    return Stream.concat(DyingSlotStories.all().stream(), DyingStory.all().stream()).toList();
  }

  /**
   * Finds a scenario by its name, also one that needs a kernel with probes.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Spec of(String name) {
    return Stream.concat(all().stream(), dying().stream())
        .filter(spec -> spec.toString().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("there is no scenario named " + name));
  }

  /**
   * Makes a scenario. The kernel has time-outs and reads the clock, but these are not part of a
   * story.
   */
  public static Scenario scenario(String name, Callable<String> body) {
    return Scenario.of(name, body)
        .whereTimeStandsStill()
        .ignoring(ASIDE)
        .withCore(Slot.class)
        .watchedBy(KernelWatch::new);
  }

  static Spec spec(String name, boolean ofKernel, Callable<String> body, String... outcomes) {
    return new Spec(scenario(name, body), Set.copyOf(Arrays.asList(outcomes)), ofKernel);
  }

  private static List<Spec> kernel() {
    return List.of(
        spec(
            "start and shutdown",
            true,
            new Story(0, End.SHUTDOWN, Third.NONE),
            "Ok returned=0 written= unflushed=0"),
        spec(
            "shutdown against cancel",
            true,
            new Story(0, End.SHUTDOWN, Third.CANCELS),
            "Ok returned=0 written= unflushed=0",
            "Cancelled returned=0 written= unflushed=0"),
        spec(
            "shutdown setting the length against cancel",
            true,
            new Story(0, End.SHUTDOWN_SETTING_LENGTH, Third.CANCELS),
            "Ok returned=0 written=L unflushed=0",
            "Cancelled returned=0 written= unflushed=0"),
        spec(
            "one flush and shutdown",
            true,
            new Story(1, End.SHUTDOWN, Third.NONE),
            "Ok returned=1 written=0 unflushed=0"),
        spec(
            "one flush and shutdown setting the length",
            true,
            new Story(1, End.SHUTDOWN_SETTING_LENGTH, Third.NONE),
            "Ok returned=1 written=0L unflushed=0"),
        spec(
            "two flushes and shutdown",
            true,
            new Story(2, End.SHUTDOWN, Third.NONE),
            "Ok returned=2 written=01 unflushed=0"),
        spec(
            "two flushes and shutdown setting the length",
            true,
            new Story(2, End.SHUTDOWN_SETTING_LENGTH, Third.NONE),
            "Ok returned=2 written=01L unflushed=0"),
        spec(
            "one flush against cancel",
            true,
            new Story(1, End.SHUTDOWN, Third.CANCELS),
            "Ok returned=1 written=0 unflushed=0",
            "Cancelled returned=1 written=0 unflushed=0",
            "Cancelled returned=1 written= unflushed=1"),
        spec(
            "two flushes against cancel",
            true,
            new Story(2, End.SHUTDOWN, Third.CANCELS),
            "Ok returned=2 written=01 unflushed=0",
            "Cancelled returned=2 written=01 unflushed=0",
            "Cancelled returned=2 written=0 unflushed=1",
            "Cancelled returned=1 written= unflushed=2"),
        spec(
            "a failing write against cancel",
            true,
            new Story(1, End.SHUTDOWN, Third.CANCELS, Attempt.FAILS),
            "Ok returned=1 written=0 unflushed=0",
            "Cancelled returned=1 written=0 unflushed=0",
            "Cancelled returned=1 written= unflushed=1"),
        spec(
            "a pause that only cancel ends",
            true,
            new Story(1, End.SHUTDOWN, Third.CANCELS, Story.LONG, Attempt.FAILS),
            "Cancelled returned=1 written= unflushed=1"),
        spec(
            "setting a length that fails, against cancel",
            true,
            new Story(0, End.SHUTDOWN_SETTING_LENGTH, Third.CANCELS, Attempt.FAILS),
            "Ok returned=0 written=L unflushed=0",
            "Cancelled returned=0 written= unflushed=0"),
        spec(
            "close while a write is retried, against cancel",
            true,
            new Story(1, End.CLOSE, Third.CANCELS, Attempt.FAILS),
            "Ok returned=1 written=0 unflushed=0",
            "Cancelled returned=1 written= unflushed=1"),
        spec(
            "detach while a write is retried, against cancel",
            true,
            new Story(1, End.DETACH, Third.CANCELS, Attempt.FAILS),
            "Ok returned=1 written=0 unflushed=0",
            "Cancelled returned=1 written= unflushed=1"),
        spec(
            "close without a flush",
            true,
            new Story(0, End.CLOSE, Third.NONE),
            "Ok returned=0 written= unflushed=0"),
        spec(
            "detach in flight",
            true,
            new Story(1, End.DETACH, Third.NONE),
            "Ok returned=1 written=0 unflushed=0"),
        spec(
            "detach in flight against cancel",
            true,
            new Story(1, End.DETACH, Third.CANCELS),
            "Ok returned=1 written=0 unflushed=0",
            "Cancelled returned=1 written= unflushed=1"),
        spec(
            "detach in flight, then close",
            true,
            new Story(1, End.DETACH_AND_CLOSE, Third.NONE),
            "Ok returned=1 written=0 unflushed=0"),
        spec(
            "close after a fatal write",
            true,
            new Story(1, End.CLOSE, Third.NONE, Attempt.FAILS_FATALLY),
            "Fatal returned=1 written= unflushed=1"),
        spec(
            "close in flight",
            true,
            new Story(1, End.CLOSE, Third.NONE),
            "Ok returned=1 written=0 unflushed=0"),
        spec(
            "close in flight against cancel",
            true,
            new Story(1, End.CLOSE, Third.CANCELS),
            "Ok returned=1 written=0 unflushed=0",
            "Cancelled returned=1 written= unflushed=1"),
        spec(
            "a fatal writer",
            true,
            new Story(2, End.SHUTDOWN, Third.NONE, Attempt.FAILS_FATALLY),
            "Fatal returned=1 written= unflushed=2"),
        spec(
            "a dying writer",
            true,
            new Story(2, End.SHUTDOWN, Third.NONE, Attempt.SUCCEEDS, Attempt.DIES),
            "Died returned=2 written=0 unflushed=1"),
        spec(
            "an interrupted caller",
            true,
            new Story(1, End.SHUTDOWN, Third.INTERRUPTS),
            "Ok returned=1 written=0 unflushed=0"));
  }
}
