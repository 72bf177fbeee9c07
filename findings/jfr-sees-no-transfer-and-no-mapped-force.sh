#!/usr/bin/env bash
# SPDX-License-Identifier: Apache-2.0
#
# tool: JDK Flight Recorder: jdk.FileRead, jdk.FileWrite and jdk.FileForce, thresholds at zero
# seen on: Temurin 25.0.3+9; Debian 12, Linux 6.18, x86_64
# guessed: FileChannel.transferTo gives a read and a write, MappedByteBuffer.force and
#   FileDescriptor.sync give a force, and AsynchronousFileChannel gives a write.
# seen: None of them gives an event, nor does Files.copy. FileChannel.write and force do, and so
#   does AsynchronousFileChannel.force. A recording without writes does not mean that nothing was
#   written.
# source: sun/nio/ch/FileChannelImpl.java and SimpleAsynchronousFileChannelImpl.java: the calls that
#   offer FileWriteEvent and FileForceEvent stand in write and force alone.
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
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.AsynchronousFileChannel;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
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
    Path file = Files.write(dir.resolve("file-1"), new byte[100]);
    Path of = dir.resolve("file");
    try (FileChannel from =
            FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileChannel to =
            FileChannel.open(
                dir.resolve("file-2"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        AsynchronousFileChannel async =
            AsynchronousFileChannel.open(file, StandardOpenOption.WRITE);
        java.io.RandomAccessFile random = new java.io.RandomAccessFile(file.toFile(), "rw")) {
      MappedByteBuffer mapped = from.map(FileChannel.MapMode.READ_WRITE, 0, 100);
      record("write", of, () -> from.write(ByteBuffer.allocate(10), 0));
      record("force", of, () -> from.force(true));
      record("transferTo", of, () -> from.transferTo(0, 100, to));
      record("Files.copy", of, () -> Files.copy(file, dir.resolve("file-3")));
      record("mapped force", of, () -> mapped.force());
      record("sync", of, () -> random.getFD().sync());
      record("async write", of, () -> async.write(ByteBuffer.allocate(10), 0).get());
      record("async force", of, () -> async.force(true));
    }
  }
}
EOF

want=$(
  cat <<'EOF'
write: [FileWrite 10]
force: [FileForce]
transferTo: []
Files.copy: []
mapped force: []
sync: []
async write: []
async force: [FileForce]
EOF
)
"$new/bin/javac" -d "$dir" "$dir/See.java"
saw=$("$new/bin/java" -cp "$dir" See "$dir" 2>&1) || true

echo "$saw"
[ "$saw" = "$want" ] || { printf 'but expected:\n%s\n' "$want" >&2; exit 1; }
