// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import dev.sluice.kernel.FlushHandle;
import dev.sluice.kernel.FlushOptions;
import dev.sluice.sync.CancellationToken;
import dev.sluice.sync.Gate;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;

/**
 * A flush task whose run is recorded, with all that it needs: writer, listener, policy, gate, token
 * and thread. One thread sets it up and takes it down.
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
   * Makes a rig. The task is not spawned yet.
   *
   * @param script what writer and policy do
   * @param work is done during each attempt, on the task's thread
   * @param threads the factory that makes the task's thread
   */
  public TraceRig(Script script, Runnable work, ThreadFactory threads) {
    this.script = script;
    this.work = work;
    this.threads = threads;
  }

  /**
   * The code that the task's thread runs. It is a named class, because the explorer follows objects
   * by their fields.
   */
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
   * Spawns a task with a thread factory that refuses.
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
   * Returns the list of one thread. Ask for it before that thread starts.
   *
   * @param thread the name of the thread
   * @return the list
   */
  public Recorder.Log log(String thread) {
    return recorder.by(thread);
  }

  /**
   * Makes a caller of the handle. Make it before its thread starts.
   *
   * @param name the caller's name in the spec: {@code a} or {@code b}
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
   * Returns the task's thread, which the thread factory made.
   *
   * @return empty before the spawn
   */
  public Optional<Thread> task() {
    return Optional.ofNullable(task);
  }

  /**
   * Returns all that was recorded. All threads must be joined before.
   *
   * @return the trace
   */
  public Trace trace() {
    return recorder.trace();
  }
}
