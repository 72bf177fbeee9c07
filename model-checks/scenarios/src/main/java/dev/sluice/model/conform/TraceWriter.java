// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.kernel.OwnedWriter;
import java.io.IOException;

/**
 * A writer that writes nowhere. It follows a script, and records each call and what the buffer
 * held.
 */
public final class TraceWriter implements OwnedWriter<Buf> {

  /** The length that callers ask for. */
  static final long LENGTH = 1 << 20;

  private final Recorder.Log log;
  private final Script script;
  private final Runnable work;
  private int attempts;

  /**
   * Makes a writer.
   *
   * @param work is done during each attempt
   */
  TraceWriter(Recorder.Log log, Script script, Runnable work) {
    this.log = log;
    this.script = script;
    this.work = work;
  }

  /** An I/O error of the script. */
  static final class ScriptedFailure extends IOException {
    private static final long serialVersionUID = 1L;

    private final Script.End end;

    ScriptedFailure(Script.End end) {
      super(end.toString());
      this.end = end;
    }

    Script.End end() {
      return end;
    }
  }

  @Override
  public void writeAllAt(Buf buffer, long offset) throws IOException {
    log.add("begin flush " + held(buffer, offset));
    work.run();
    // The buffer is read again: nobody else may have touched it meanwhile.
    end("flush " + held(buffer, offset));
  }

  @Override
  public void setLength(long length) throws IOException {
    log.add("begin " + lengthText(length));
    work.run();
    end(lengthText(length));
  }

  private void end(String what) throws IOException {
    Script.End end = script.end(attempts++);
    switch (end) {
      case WELL -> log.add("end " + what);
      case THROWS -> {
        log.add("throw " + what);
        throw new IllegalStateException("the script says so");
      }
      default -> {
        log.add("fail " + what);
        throw new ScriptedFailure(end);
      }
    }
  }

  private static String held(Buf buffer, long offset) {
    return Words.held("#" + offset, buffer.text());
  }

  static String lengthText(long length) {
    return length == LENGTH ? "length" : "length " + length + ", which nobody asked for";
  }
}
