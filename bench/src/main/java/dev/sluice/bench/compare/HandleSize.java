// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.io.PrintStream;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jol.info.GraphLayout;

/** The process that measures the size of a handle, by JOL. */
final class HandleSize {

  private static final class NoWriter implements OwnedWriter<Object> {
    @Override
    public void writeAllAt(Object buffer, long offset) {}

    @Override
    public void setLength(long length) {}
  }

  private HandleSize() {}

  /**
   * Prints how many bytes a second handle adds to the first one. The first one has the objects that
   * all handles share. The object that waits for the handle to be abandoned counts too, although
   * nothing in the handle leads to it.
   */
  public static void main(String[] args) throws ReflectiveOperationException {
    PrintStream answer = System.out;
    System.setOut(System.err); // there, JOL's warnings are not read as the answer
    System.setProperty("jol.magicFieldOffset", "true"); // for records
    System.setProperty("jol.skipDynamicAttach", "true"); // it is not needed here
    NoWriter writer = new NoWriter();
    Object spare = new Object();
    List<Object> roots = new ArrayList<>(); // threads, tasks and handles
    List<Thread> threads = List.of(new NeverStarted(), new NeverStarted());
    roots.addAll(threads);
    int[] next = new int[1];
    FlushOptions options =
        FlushOptions.defaults()
            .withThreadFactory(
                task -> {
                  roots.add(task);
                  return threads.get(next[0]++);
                });
    Gate gate = new Gate();
    CancellationToken token = new CancellationToken();
    roots.add(FlushHandle.spawn(writer, spare, gate, token, options));
    Field cleaner = Class.forName("dev.sluice.kernel.Abandoned").getDeclaredField("CLEANER");
    cleaner.setAccessible(true);
    roots.add(cleaner.get(null));
    GraphLayout.parseInstance(roots.toArray()); // loads JOL's own classes, which a thread refers to
    long one = GraphLayout.parseInstance(roots.toArray()).totalSize();
    roots.add(FlushHandle.spawn(writer, spare, gate, token, options));
    long two = GraphLayout.parseInstance(roots.toArray()).totalSize();
    answer.println(two - one);
  }

  /**
   * A thread that does not start. If it waited at a slot, the slot would refer to it, and it would
   * count too.
   */
  private static final class NeverStarted extends Thread {
    @Override
    public void start() {}
  }
}
