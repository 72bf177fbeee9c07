// SPDX-License-Identifier: Apache-2.0
package dev.sluice.bench.compare;

import dev.sluice.kernel.CancellationToken;
import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.kernel.Gate;
import dev.sluice.kernel.OwnedWriter;
import org.openjdk.jol.info.GraphLayout;

/** The process that weighs a handle, by JOL. */
final class HandleSize {

  private static final class NoWriter implements OwnedWriter<Object> {
    @Override
    public void writeAllAt(Object buffer, long offset) {}

    @Override
    public void setLength(long length) {}
  }

  private HandleSize() {}

  /** Prints the bytes of a handle and all it refers to, without its buffer, writer and thread. */
  public static void main(String[] args) {
    System.setProperty("jol.magicFieldOffset", "true"); // for records
    System.setProperty("jol.skipDynamicAttach", "true"); // for what is asked here it is not needed
    NoWriter writer = new NoWriter();
    Object spare = new Object();
    FlushHandle<Object, NoWriter> handle =
        FlushHandle.spawn(
            writer,
            spare,
            new Gate().enter(),
            new CancellationToken(),
            FlushOptions.defaults().withThreadFactory(NeverStarted::new));
    long others = GraphLayout.parseInstance(writer, spare).totalSize();
    System.out.println(GraphLayout.parseInstance(handle).totalSize() - others);
  }

  /** A thread that waited at a slot would be referred to by it, and be weighed too. */
  private static final class NeverStarted extends Thread {
    NeverStarted(Runnable task) {
      super(task);
    }

    @Override
    public void start() {}
  }
}
