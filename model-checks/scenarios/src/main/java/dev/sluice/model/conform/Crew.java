// SPDX-License-Identifier: Apache-2.0
package dev.sluice.model.conform;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Real threads that are used again, because to make a thread takes longer than a whole run. To
 * start a job and to join it are happens-before edges, as with a thread of its own. Nothing else
 * orders the two threads.
 */
final class Crew implements ThreadFactory {

  /** A job that takes longer hangs. */
  private static final long AT_MOST_SECONDS = 20;

  private final ExecutorService pool =
      Executors.newCachedThreadPool(
          body -> {
            Thread thread = new Thread(body);
            thread.setDaemon(true); // a job that hangs must not keep the JVM alive
            return thread;
          });

  @Override
  public Job newThread(Runnable body) {
    return new Job(body);
  }

  /** A thread that runs its body on another thread, which it borrows. */
  final class Job extends Thread {
    private final Runnable body;
    private Future<?> done;

    private Job(Runnable body) {
      this.body = body;
    }

    @Override
    public synchronized void start() {
      done = pool.submit(body);
    }

    /** Waits for the job's end, and throws what the job threw. */
    void await() {
      try {
        done.get(AT_MOST_SECONDS, TimeUnit.SECONDS);
      } catch (ExecutionException | InterruptedException | TimeoutException e) {
        throw new IllegalStateException("this run hangs or failed", e);
      }
    }
  }

  /** Starts a job. */
  Job start(Runnable body) {
    Job job = newThread(body);
    job.start();
    return job;
  }
}
