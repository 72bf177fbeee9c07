#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: JDK Flight Recorder: jdk.FileWrite, its threshold at zero
# seen on: Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: A write that throws leaves no jdk.FileWrite.
# seen: It leaves one with bytesWritten 0, the same as a write of an empty buffer. Nothing in the
#   event tells that it failed. So a count of these events is no count of writes that were done.
# source: sun/nio/ch/FileChannelImpl.java, traceImplWrite: the event is offered in a finally block,
#   with a count that begins at 0. The event type has no field for an error.
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
[ -c /dev/full ] || { echo "skipped: no /dev/full" >&2; exit 77; }
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT

cat > "$dir/See.java" <<'EOF'
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;

class See {
  interface Step {
    void run() throws Exception;
  }

  static Path dump;

  static void record(String what, Path of, Step step) throws Exception {
    try (Recording recording = new Recording()) {
      for (String event : List.of("FileRead", "FileWrite", "FileForce")) {
        recording.enable("jdk." + event).withThreshold(Duration.ZERO);
      }
      recording.start();
      try {
        step.run();
      } catch (IOException e) {
        what += " (IOException)";
      }
      recording.stop();
      recording.dump(dump);
    }
    List<String> seen = new ArrayList<>();
    for (RecordedEvent event : RecordingFile.readAllEvents(dump)) {
      if (event.getString("path").startsWith(of.toString())) {
        String name = event.getEventType().getName().substring(4);
        seen.add(name.equals("FileWrite") ? name + " " + event.getLong("bytesWritten") : name);
      }
    }
    System.out.println(what + ": " + seen);
  }

  public static void main(String[] args) throws Exception {
    Path dir = Path.of(args[0]);
    dump = dir.resolve("recording.jfr");
    Path full = Path.of("/dev/full");
    try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
      record("nothing to write", full, () -> channel.write(ByteBuffer.allocate(0)));
      record("no space", full, () -> channel.write(ByteBuffer.allocate(7)));
    }
  }
}
EOF

want=$(
  cat <<'EOF'
nothing to write: [FileWrite 0]
no space (IOException): [FileWrite 0]
EOF
)
"$new/bin/javac" -d "$dir" "$dir/See.java"
saw=$("$new/bin/java" -cp "$dir" See "$dir" 2>&1) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
