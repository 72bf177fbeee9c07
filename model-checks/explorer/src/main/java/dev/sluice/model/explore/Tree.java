// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.explore;

import java.util.ArrayList;
import java.util.List;

/**
 * The search tree of the reduction, depth first: at each node a thread was chosen, and some others
 * remain to be tried.
 *
 * <p>A thread that was tried at a node sleeps in the branches after it, until a step that its own
 * depends on: to run it before that would repeat what was done already.
 */
final class Tree {

  /** Threads are bits of an int; a scenario has a handful. */
  static final int THREADS = 8;

  /** Each thread, and after all of these for each what it wrote and others do not see yet. */
  private static final int ACTORS = 2 * THREADS;

  private static final class Node {
    /** Bits: threads that can go on, and those that can go on in two ways. */
    int enabled;

    int twoWays;
    int toTry;
    int asleep;
    final Footprint[] sleepers = new Footprint[ACTORS];
    int chosen;
    boolean secondWay;

    /** What the step did that was chosen last, to see that it does it again. */
    Footprint done;
  }

  private final boolean reduce;
  private final List<Node> path = new ArrayList<>();
  private final List<Step> steps = new ArrayList<>();

  /** The first node of this run that is new, as all before it are of an earlier run. */
  private int fresh;

  /** Where the run went on though all threads slept, so that it repeats another one; or -1. */
  private int repeats = -1;

  /** What to choose in each step, if a schedule is run again; else null. */
  private byte[] script;

  private boolean begun;
  private long repeated;
  private int depth;

  /**
   * A tree with nothing in it.
   *
   * @param reduce false to try every thread everywhere, which is what the reduction is held against
   */
  Tree(boolean reduce) {
    this.reduce = reduce;
  }

  /** Prepares the next run; false if there is none. */
  boolean next() {
    if (!begun) {
      begun = true;
      return true;
    }
    finish();
    while (!path.isEmpty()) {
      Node node = path.get(path.size() - 1);
      if (tryNext(node)) {
        fresh = path.size() - 1;
        return true;
      }
      path.remove(path.size() - 1);
    }
    return false;
  }

  /** What was chosen in each step of the run just made. */
  byte[] choices() {
    byte[] choices = new byte[steps.size()];
    for (int i = 0; i < choices.length; i++) {
      choices[i] = (byte) (path.get(i).chosen << 1 | (path.get(i).secondWay ? 1 : 0));
    }
    return choices;
  }

  /** Whether the run just made turned out to repeat another one. */
  boolean repeats() {
    return repeats >= 0;
  }

  /** The next run makes these choices. The search is over then. */
  void replay(byte[] choices) {
    path.clear();
    script = choices;
  }

  /** Forgets the run just made: it was the first, and loaded the classes. */
  void forget() {
    path.clear();
  }

  void begin() {
    steps.clear();
    repeats = -1;
  }

  /** What has just been run: what must be tried because of it, and where to turn back. */
  private void finish() {
    int end = repeats < 0 ? path.size() : repeats;
    if (repeats >= 0) {
      repeated++;
    }
    depth = Math.max(depth, end);
    List<Step> run = steps.subList(0, end);
    path.subList(end, path.size()).clear();
    for (int i = 0; i < fresh; i++) {
      if (!path.get(i).done.isSameAs(run.get(i).footprint)) {
        throw new IllegalStateException(
            "the scenario is not deterministic: step " + i + " did not do what it did before");
      }
    }
    for (int i = fresh; i < end; i++) {
      path.get(i).done = run.get(i).footprint.copy();
      remember(path.get(i), run.get(i));
    }
    if (reduce) {
      Reversals.find(run, ACTORS, fresh, this::tryAt);
    }
  }

  private static void remember(Node node, Step step) {
    Footprint known = node.sleepers[node.chosen];
    if (known == null) {
      node.sleepers[node.chosen] = step.footprint;
    } else {
      known.addAll(step.footprint);
    }
  }

  private void tryAt(int step, int firsts, Step later) {
    Node node = path.get(step);
    if ((firsts & (node.toTry | node.asleep)) != 0) {
      return;
    }
    int possible = firsts & node.enabled;
    if (possible == 0 && later.either) {
      node.toTry |= node.enabled; // one of them leads to the other reason
    } else if (possible == 0) {
      throw new IllegalStateException("step " + step + " cannot be reversed: the search is wrong");
    } else {
      node.toTry |=
          (possible >> later.thread & 1) != 0 ? 1 << later.thread : Integer.lowestOneBit(possible);
    }
  }

  private static boolean tryNext(Node node) {
    if ((node.twoWays >> node.chosen & 1) != 0 && !node.secondWay) {
      node.secondWay = true;
      return true;
    }
    node.asleep |= 1 << node.chosen;
    int left = node.toTry & ~node.asleep;
    if (left == 0) {
      return false;
    }
    node.chosen = Integer.numberOfTrailingZeros(left);
    node.secondWay = false;
    return true;
  }

  /**
   * The thread that goes on.
   *
   * @param enabled bits: threads that can
   * @param twoWays bits: those that can go on in two ways
   * @param preferred the thread that runs now, as a switch takes time; or -1
   */
  int decide(int enabled, int twoWays, int preferred) {
    int at = steps.size();
    if (at == path.size()) {
      path.add(node(enabled, twoWays, preferred));
    }
    Node node = path.get(at);
    if (node.enabled != enabled || node.twoWays != twoWays) {
      throw new IllegalStateException(
          "the scenario is not deterministic: in a run that began with the same "
              + at
              + " steps other threads could go on");
    }
    steps.add(new Step(node.chosen));
    return node.chosen;
  }

  /** Whether the thread just chosen goes on in the second of two ways. */
  boolean secondWay() {
    return path.get(steps.size() - 1).secondWay;
  }

  /** The step under way. */
  Step step() {
    return steps.get(steps.size() - 1);
  }

  /** Whether the run has begun. */
  boolean underWay() {
    return !steps.isEmpty();
  }

  /** Runs that turned out to repeat another one. */
  long repeated() {
    return repeated;
  }

  /** The most steps of a run. */
  int depth() {
    return depth;
  }

  private Node node(int enabled, int twoWays, int preferred) {
    Node node = new Node();
    node.enabled = enabled;
    node.twoWays = twoWays;
    if (reduce && !steps.isEmpty()) {
      stillAsleep(path.get(path.size() - 1), step(), node);
    }
    int awake = enabled & ~node.asleep;
    if (awake == 0) {
      repeats = repeats < 0 ? steps.size() : repeats;
      awake = enabled;
    }
    boolean stay = preferred >= 0 && (awake >> preferred & 1) != 0;
    node.chosen = stay ? preferred : Integer.numberOfTrailingZeros(awake);
    if (script != null) {
      node.chosen = script[steps.size()] >> 1;
      node.secondWay = (script[steps.size()] & 1) != 0;
    }
    node.toTry = reduce ? 1 << node.chosen : enabled;
    return node;
  }

  private static void stillAsleep(Node parent, Step step, Node node) {
    for (int t = 0; t < ACTORS; t++) {
      boolean sleeps = (parent.asleep >> t & 1) != 0;
      if (sleeps
          && t != step.thread
          && (step.isOfOwner(t) || !parent.sleepers[t].mayDependOn(step.footprint))) {
        node.asleep |= 1 << t;
        node.sleepers[t] = parent.sleepers[t];
      }
    }
  }
}
