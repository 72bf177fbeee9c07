// SPDX-License-Identifier: Apache-2.0
package dev.sluice.io.soak;

import dev.sluice.io.FileChannelWriter;
import dev.sluice.kernel.OwnedWriter;
import dev.sluice.sync.CancellationToken;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A file with random faults in front of it. The seed decides which attempt meets which fault,
 * because attempts are made one at a time. All fields except two are the task's, and the owner's
 * when the task has ended.
 */
final class FaultyWriter implements OwnedWriter<ByteBuffer> {

  final FileChannelWriter file;

  /** Offsets and contents of what was written, in order. */
  final List<Long> offsets = new ArrayList<>();

  final List<byte[]> contents = new ArrayList<>();

  /** Whether there was an error that must end the task. */
  boolean fatal;

  /** The first breach: something that no writer should ever see. */
  volatile String breach;

  /** The owner sets this when the end was published. */
  volatile boolean ended;

  private final Random random;
  private final CancellationToken token;
  private final Totals totals;
  private final double transientRate;
  private final double endRate;
  private final AtomicBoolean inCall = new AtomicBoolean();
  private boolean cancelledHere;

  FaultyWriter(
      FileChannelWriter file,
      long seed,
      CancellationToken token,
      double transientRate,
      double endRate,
      Totals totals) {
    this.file = file;
    this.random = new Random(seed);
    this.token = token;
    this.transientRate = transientRate;
    this.endRate = endRate;
    this.totals = totals;
  }

  @Override
  public void check(ByteBuffer buffer, long offset) {
    file.check(buffer, offset);
  }

  @Override
  public void writeAllAt(ByteBuffer buffer, long offset) throws IOException {
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(buffer.position(), bytes);
    enter();
    try {
      boolean failsAfter = fault(buffer, offset);
      file.writeAllAt(buffer, offset);
      if (failsAfter) {
        throw new IOException("written, and an error all the same");
      }
      if (buffer.remaining() != bytes.length || buffer.mismatch(ByteBuffer.wrap(bytes)) != -1) {
        breach = "B5: the buffer changed while it was being written at " + offset;
      }
      offsets.add(offset);
      contents.add(bytes);
      totals.flushes.increment();
    } finally {
      inCall.set(false);
    }
  }

  @Override
  public void setLength(long length) throws IOException {
    enter();
    try {
      if (fault(ByteBuffer.allocate(0), 0)) {
        throw new IOException("no length for now");
      }
      file.setLength(length);
    } finally {
      inCall.set(false);
    }
  }

  private void enter() {
    if (!inCall.compareAndSet(false, true)) {
      breach = "B4: two calls at once";
    }
    if (ended) {
      breach = "E2: called after the end was published";
    }
    if (cancelledHere) {
      breach = "C1: an attempt after the task's own thread had cancelled the token";
    }
  }

  /** Throws, or tells whether an error must follow the write. */
  private boolean fault(ByteBuffer buffer, long offset) throws IOException {
    double dice = random.nextDouble();
    int kind = random.nextInt(6);
    if (dice < endRate) {
      return end(kind);
    }
    if (dice >= endRate + transientRate) {
      return false;
    }
    totals.faults.increment();
    if (kind == 0) {
      return true;
    }
    if (kind < 3) {
      int half = buffer.remaining() / 2;
      file.writeAllAt(buffer.duplicate().limit(buffer.position() + half), offset);
    }
    throw new IOException("No space left on device");
  }

  private boolean end(int kind) throws IOException {
    if (kind == 0) {
      totals.cancels.increment();
      cancelledHere = true;
      token.cancel();
      return random.nextBoolean();
    }
    totals.faults.increment();
    fatal = true;
    switch (kind) {
      case 1 -> throw new IOException("Input/output error");
      case 2 -> file.close(); // the write that follows meets the real error
      case 3 -> Thread.currentThread().interrupt(); // the same holds here
      case 4 -> throw new IllegalStateException("a bug in the writer");
      default -> throw new OutOfMemoryError("thrown by the soak");
    }
    return false;
  }
}
