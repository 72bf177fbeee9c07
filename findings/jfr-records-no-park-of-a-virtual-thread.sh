#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: JDK Flight Recorder, events with their threshold at zero
# seen on: Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: A virtual thread that parks gives jdk.ThreadPark with that thread, and one that waits for
#   a monitor gives jdk.JavaMonitorEnter, as platform threads do.
# seen: Neither is recorded for it, and its wait for a ReentrantLock leaves no jdk.ThreadPark.
#   Thread.sleep and Object.wait are recorded. So these events show no contention among virtual
#   threads.
# source: No source was found; it is what was seen. The event types are described in the output of
#   "jfr metadata"; JEP 491 is what lets a virtual thread leave its carrier at a monitor.
set -euo pipefail

jdk() { # the home of a JDK of that version; without one there is nothing to see
  for home in /usr/lib/jvm/*; do
    if [ -x "$home/bin/javac" ] && grep -qsw "JAVA_VERSION=.$1" "$home/release"; then
      echo "$home"
      return
    fi
  done
  echo "skipped: no JDK $1 under /usr/lib/jvm" >&2
  return 77
}

new=$(jdk 25)
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

class See {
  interface Step {
    void run() throws Exception;
  }

  static final String[] EVENTS = {
    "ThreadPark", "ThreadSleep", "JavaMonitorEnter", "JavaMonitorWait"
  };
  static final Object MONITOR = new Object();
  static final ReentrantLock LOCK = new ReentrantLock();

  /** What is recorded of a thread named seen: a virtual or a platform thread. */
  static Set<String> record(Path file, Thread.Builder kind, Step whileItRuns, Step step)
      throws Exception {
    try (Recording recording = new Recording()) {
      for (String event : EVENTS) {
        recording.enable("jdk." + event).withThreshold(Duration.ZERO);
      }
      recording.start();
      Thread thread =
          kind.name("seen")
              .unstarted(
                  () -> {
                    try {
                      step.run();
                    } catch (Exception e) {
                      throw new AssertionError(e);
                    }
                  });
      Step start = thread::start;
      if (whileItRuns == null) {
        start.run();
      } else if (whileItRuns == MONITOR_HELD) {
        synchronized (MONITOR) {
          start.run();
          Thread.sleep(200);
        }
      } else {
        LOCK.lock();
        start.run();
        Thread.sleep(200);
        LOCK.unlock();
      }
      thread.join();
      recording.stop();
      recording.dump(file);
    }
    Set<String> names = new TreeSet<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(file)) {
      if (event.getThread() != null && "seen".equals(event.getThread().getJavaName())) {
        names.add(event.getEventType().getName().substring(4));
      }
    }
    return names;
  }

  static final Step MONITOR_HELD = () -> {};
  static final Step LOCK_HELD = () -> {};

  static void both(Path file, String what, Step held, Step step) throws Exception {
    record(file, Thread.ofPlatform(), held, step); // once for the classes that it loads
    System.out.println(
        what
            + ": platform "
            + record(file, Thread.ofPlatform(), held, step)
            + ", virtual "
            + record(file, Thread.ofVirtual(), held, step));
  }

  public static void main(String[] args) throws Exception {
    Path file = Path.of(args[0]);
    both(file, "park", null, () -> LockSupport.parkNanos(50_000_000));
    both(
        file,
        "lock",
        LOCK_HELD,
        () -> {
          LOCK.lock();
          LOCK.unlock();
        });
    both(
        file,
        "monitor",
        MONITOR_HELD,
        () -> {
          synchronized (MONITOR) {
            Thread.onSpinWait();
          }
        });
    both(file, "sleep", null, () -> Thread.sleep(50));
    both(
        file,
        "wait",
        null,
        () -> {
          synchronized (MONITOR) {
            MONITOR.wait(50);
          }
        });
    Files.delete(file);
  }
}
EOF

want=$(
  cat <<'EOF'
park: platform [ThreadPark], virtual []
lock: platform [ThreadPark], virtual []
monitor: platform [JavaMonitorEnter], virtual []
sleep: platform [ThreadSleep], virtual [ThreadSleep]
wait: platform [JavaMonitorWait], virtual [JavaMonitorWait]
EOF
)
"$new/bin/javac" -d "$dir" "$dir/See.java"
saw=$("$new/bin/java" -cp "$dir" See "$dir/recording.jfr" 2>&1) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
