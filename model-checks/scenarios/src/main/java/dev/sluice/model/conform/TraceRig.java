// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * A flush task whose run is recorded, with all that it needs around it: writer, listener, policy,
 * gate, token and thread. Set up and taken down by one thread.
 */
public final class TraceRig {

  private final Recorder recorder = new Recorder();
  private final Recorder.Log taskLog = recorder.by(Recorder.TASK);
  private final CancellationToken token = new CancellationToken();
  private final Gate gate = new Gate();
  private final Script script;
  private final Runnable work;
  private final ThreadFactory threads;
  private Thread task;
  private FlushHandle<Buf, TraceWriter> handle;

  /**
   * Before the spawn.
   *
   * @param script what writer and policy do
   * @param work done in the midst of each attempt, on the task's thread
   * @param threads makes the task's thread
   */
  public TraceRig(Script script, Runnable work, ThreadFactory threads) {
    this.script = script;
    this.work = work;
    this.threads = threads;
  }

  /** What the task's thread runs. A class by name: the explorer follows objects by their fields. */
  private record Body(Runnable task, Recorder.Log log) implements Runnable {
    @Override
    public void run() {
      task.run();
      log.add("gone");
    }
  }

  /**
   * Spawns the task.
   *
   * @param by the list of this thread
   */
  public void spawn(Recorder.Log by) {
    RecordingOptions recording = new RecordingOptions(taskLog, script);
    FlushOptions options =
        new FlushOptions(
            body -> {
              task = threads.newThread(new Body(body, taskLog));
              return task;
            },
            recording,
            recording);
    TraceWriter writer = new TraceWriter(taskLog, script, work);
    handle = FlushHandle.spawn(writer, new Buf(), gate, token, options);
    by.add("spawned");
  }

  /**
   * Spawns with a thread factory that refuses.
   *
   * @param by the list of this thread
   */
  public void spawnRefused(Recorder.Log by) {
    FlushOptions options = FlushOptions.defaults().withThreadFactory(body -> null);
    TraceWriter writer = new TraceWriter(taskLog, script, work);
    try {
      FlushHandle.spawn(writer, new Buf(), gate, token, options);
      by.add("spawned");
    } catch (IllegalStateException e) {
      by.add("spawn refused");
    }
  }

  /**
   * The list of one thread: to be asked for before that thread starts.
   *
   * @param thread its name
   * @return its list
   */
  public Recorder.Log log(String thread) {
    return recorder.by(thread);
  }

  /**
   * A caller of the handle: to be made before its thread starts.
   *
   * @param name its name in the spec: {@code a} or {@code b}
   * @return the caller
   */
  public RecordingCaller caller(String name) {
    return new RecordingCaller(recorder.by(name), handle);
  }

  /**
   * Cancels the token.
   *
   * @param by the list of this thread
   */
  public void cancel(Recorder.Log by) {
    token.cancel();
    by.add("cancelled");
  }

  /**
   * Closes the gate, and waits for the task to leave it.
   *
   * @param by the list of this thread
   */
  public void closeGate(Recorder.Log by) {
    gate.close();
    by.add("gate closed");
  }

  /**
   * The task's thread, which the thread factory made.
   *
   * @return empty before the spawn
   */
  public Optional<Thread> task() {
    return Optional.ofNullable(task);
  }

  /**
   * All that was recorded, once all threads were joined.
   *
   * @return the trace
   */
  public Trace trace() {
    return recorder.trace();
  }
}
